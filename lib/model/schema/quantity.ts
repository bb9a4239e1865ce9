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
  return isExponent(suffix) ? Number(`${digits}${suffix}`) : Number(digits) * (factors[suffix] ?? 1);
}

const decimalSuffixes = ['m', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/**
 * The quantity as the API server returns it, so that there is no difference between the two: without a fraction, with the
 * largest suffix of its kind, and rounded up to thousandths (apimachinery's `Quantity.CanonicalizeBytes`, and
 * `SetDefaults_ResourceList`).
 */
export function canonicalQuantity(quantity: string): string {
  const [, digits = '', suffix = ''] = decimal.exec(quantity) ?? [];
  const thousandths = thousandthsOf(digits, suffix);
  // Kubernetes writes less than 1024 bytes, and parts of a byte, in decimals.
  if (suffix.endsWith('i') && thousandths >= 1_024_000n && thousandths % 1_000n === 0n) {
    const [number, power] = factorOut(thousandths / 1_000n, 1_024n);
    return `${number}${binarySuffixes[power]}`;
  }
  const [number, power] = factorOut(thousandths, 1_000n);
  if (!isExponent(suffix)) return `${number}${decimalSuffixes[power]}`;
  return power === 1 ? String(number) : `${number}e${3 * (power - 1)}`;
}

function thousandthsOf(digits: string, suffix: string): bigint {
  const [whole = '', fraction = ''] = digits.split('.');
  const binary = BigInt(1_024 ** Math.max(0, binarySuffixes.indexOf(suffix)));
  const number = BigInt(whole + fraction) * binary;
  const exponent = isExponent(suffix) ? Number(suffix.slice(1)) : 3 * (decimalSuffixes.indexOf(suffix) - 1);
  const power = (suffix.endsWith('i') ? 0 : exponent) - fraction.length + 3;
  const scale = 10n ** BigInt(Math.abs(power));
  return power >= 0 ? number * scale : (number + scale - 1n) / scale;
}

/** How often a number can be divided, and what is left. */
function factorOut(number: bigint, factor: bigint, power = 0): readonly [number: bigint, power: number] {
  return number % factor === 0n && number > 0n ? factorOut(number / factor, factor, power + 1) : [number, power];
}

function isExponent(suffix: string): boolean {
  return /^[eE][+-]?\d/.test(suffix);
}

export const quantity: Shape = shape({ type: 'string', pattern }, (value, property, { report }) =>
  isQuantity(value) && amountOf(value) > 0
    ? canonicalQuantity(value)
    : reject(report, { property, rule: 'must be a quantity such as "100" or "500m"', got: showQuantity(value) }, value),
);

export const cpuQuantity: Shape = shape({ type: 'string', pattern }, (value, property, { report }) =>
  isQuantity(value) && amountOf(value) >= 1e-3
    ? value
    : reject(report, { property, rule: 'must be processors such as "250m" or "2"', got: showQuantity(value) }, value),
);

export const byteQuantity: Shape = shape({ type: 'string', pattern }, (value, property, { report }) => {
  if (isQuantity(value) && amountOf(value) >= 1 && !value.endsWith('m')) {
    if (!/(?:m|e-3)$/.test(canonicalQuantity(value))) return value;
    // The API server takes it and warns.
    const rule = 'must be a whole number of bytes';
    return reject(report, { property, rule, got: showQuantity(value), remedy: 'Use a smaller unit.' }, value);
  }
  const problem = { property, rule: 'must be bytes such as "512Mi" or "1Gi"', got: showQuantity(value) };
  if (!isQuantity(value) || !/^\d{1,5}m$/.test(value)) return reject(report, problem, value);
  const remedy = `An "m" is a thousandth of a byte; did you mean "${value.slice(0, -1)}Mi"?`;
  return reject(report, { ...problem, remedy }, value);
});

function isQuantity(value: unknown): value is string {
  return typeof value === 'string' && decimal.test(value) && amountOf(value) < quantityLimit;
}
