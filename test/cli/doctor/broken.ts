import type { Facts } from '../../../lib/cli/doctor/facts/facts';
import { healthyFacts, now, plain, workloadOf } from './healthy';

/** JSON pointers into the facts, and what is there instead; `undefined` takes it away, and `/-` appends to a list. */
export type Changes = Readonly<Record<string, unknown>>;

/** Shorter names for where faults are made. */
const places: Readonly<Record<string, string>> = {
  $spec: '/workload/object/spec',
  $template: '/workload/object/spec/template/spec',
  $container: '/workload/object/spec/template/spec/containers/0',
  $headless: '/services/value/0',
  $client: '/services/value/1',
  $policy: '/networkPolicies/value/0',
  $budget: '/budgets/value/0',
  $status: '/pods/0/object/status/containerStatuses/0',
  $inside: '/pods/0/inside/inside',
};

/** The facts of a healthy cluster in which something was changed; a path that leads nowhere is a mistake of the test. */
export function breakFacts(changes: Changes, healthy: Facts = healthyFacts()): Facts {
  const facts: unknown = plain(healthy);
  for (const [pointer, value] of Object.entries(changes)) {
    change(
      facts,
      pointer.replace(/^\$\w+/, (place) => places[place] ?? place),
      value,
    );
  }
  const broken = facts as Facts;
  return { ...broken, now, workload: workloadOf(broken.workload.object) };
}

type Node = Record<string, unknown>;

function change(root: unknown, pointer: string, value: unknown): void {
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/'));
  const last = keys.pop() ?? '';
  const parent = keys.reduce<unknown>((node, key) => (node as Node | undefined)?.[key], root);
  if (typeof parent !== 'object' || parent === null) throw new Error(`${pointer} leads nowhere`);
  if (Array.isArray(parent)) {
    if (last === '-') parent.push(value);
    else parent.splice(Number(last), 1, ...(value === undefined ? [] : [value]));
  } else if (value === undefined) {
    if (!(last in parent)) throw new Error(`${pointer} is not there`);
    Reflect.deleteProperty(parent, last);
  } else {
    Object.assign(parent, { [last]: value });
  }
}

/** Changes of one variable of the container, by its name. */
export function variableAt(name: string, facts: Facts = healthyFacts()): string {
  const env = facts.workload.object.spec?.template.spec?.containers[0]?.env ?? [];
  const index = env.findIndex((variable) => variable.name === name);
  if (index < 0) throw new Error(`${name} is not set`);
  return `$container/env/${index}`;
}
