import { showQuantity } from './problems';
import { reject, shape, type Shape } from './shape';

const pattern = '^(\\d+|\\d*\\.\\d+|\\d+\\.)(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?\\d{1,2})?$';
const decimal = new RegExp(pattern);
const factors: Readonly<Record<string, number>> = {
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

// The API stores a quantity in 63 bits.
const quantityLimit = 2 ** 63;

/** The value of a quantity, in processors or bytes. */
export function amountOf(quantity: string): number {
  const [, digits = '', suffix = ''] = decimal.exec(quantity) ?? [];
  return suffix.startsWith('e') || /^E[+-]?\d/.test(suffix)
    ? Number(`${digits}${suffix}`)
    : Number(digits) * (factors[suffix] ?? 1);
}

export const cpuQuantity: Shape = shape({ type: 'string', pattern }, (value, property, { report }) =>
  isQuantity(value) && amountOf(value) >= 1e-3
    ? value
    : reject(report, { property, rule: 'must be processors such as "250m" or "2"', got: showQuantity(value) }, value),
);

export const byteQuantity: Shape = shape({ type: 'string', pattern }, (value, property, { report }) => {
  if (isQuantity(value) && amountOf(value) >= 1 && !value.endsWith('m')) return value;
  const problem = { property, rule: 'must be bytes such as "512Mi" or "1Gi"', got: showQuantity(value) };
  if (!isQuantity(value) || !/^\d{1,5}m$/.test(value)) return reject(report, problem, value);
  const remedy = `An "m" is a thousandth of a byte; did you mean "${value.slice(0, -1)}Mi"?`;
  return reject(report, { ...problem, remedy }, value);
});

function isQuantity(value: unknown): value is string {
  return typeof value === 'string' && decimal.test(value) && amountOf(value) < quantityLimit;
}
