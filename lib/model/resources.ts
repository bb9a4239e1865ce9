import type { Quantities, Resources } from './kubernetes';
import { showQuantity, type Report } from './problems';
import type { ResourcesProps } from './props';
import { fields, reject, type Fields, type Shape } from './shape';

const defaultCpuRequest = '250m';
const defaultMemory = '512Mi';

interface Known {
  readonly cpu?: string;
  readonly memory?: string;
  readonly 'ephemeral-storage'?: string;
}

/** No CPU limit, because a throttled scheduler misses ticks; memory request = limit, because nodes do not share memory. */
export function decideResources(props: ResourcesProps = {}): Resources {
  const requests: Known = props.requests ?? {};
  const limits: Known = props.limits ?? {};
  const memory = limits.memory ?? requests.memory ?? defaultMemory;
  const cpu = requests.cpu ?? limits.cpu ?? defaultCpuRequest;
  return {
    requests: withoutUndefined({ ...requests, cpu, memory: requests.memory ?? memory }),
    limits: withoutUndefined({ ...limits, memory }),
  };
}

export function checkResources(props: ResourcesProps | undefined, report: Report): void {
  const { requests, limits } = decideResources(props);
  for (const [name, limit] of Object.entries(limits)) {
    const request = requests[name];
    if (request === undefined || amountOf(request) <= amountOf(limit)) continue;
    const rule = `must be at most the limit ${showQuantity(limit)}`;
    report({ property: `resources.requests.${name}`, rule, got: showQuantity(request), remedy: 'Raise the limit.' });
  }
}

const decimal = /^(\d+|\d*\.\d+|\d+\.)(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?\d{1,2})?$/;
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

// A quantity of the API has 63 bits.
const quantityLimit = 2 ** 63;

/** What a quantity comes to: processors, or bytes. */
export function amountOf(quantity: string): number {
  const [, digits = '', suffix = ''] = decimal.exec(quantity) ?? [];
  return suffix.startsWith('e') || /^E[+-]?\d/.test(suffix)
    ? Number(`${digits}${suffix}`)
    : Number(digits) * (factors[suffix] ?? 1);
}

const cpu: Shape = (value, property, { report }) =>
  isQuantity(value) && amountOf(value) >= 1e-3
    ? value
    : reject(report, { property, rule: 'must be processors such as "250m" or "2"', got: showQuantity(value) }, value);

const bytes: Shape = (value, property, { report }) => {
  if (isQuantity(value) && amountOf(value) >= 1 && !value.endsWith('m')) return value;
  const problem = { property, rule: 'must be bytes such as "512Mi" or "1Gi"', got: showQuantity(value) };
  if (!isQuantity(value) || !/^\d{1,5}m$/.test(value)) return reject(report, problem, value);
  const remedy = `An "m" is a thousandth of a byte; did you mean "${value.slice(0, -1)}Mi"?`;
  return reject(report, { ...problem, remedy }, value);
};

export const quantities: Shape = fields<Fields<Known>>({ cpu, memory: bytes, 'ephemeral-storage': bytes });

function isQuantity(value: unknown): value is string {
  return typeof value === 'string' && decimal.test(value) && amountOf(value) < quantityLimit;
}

function withoutUndefined(quantities: Readonly<Record<string, string | undefined>>): Quantities {
  const given = Object.entries(quantities).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(given);
}
