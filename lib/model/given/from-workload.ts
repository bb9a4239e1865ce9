import { isRecord, show, type Report } from '../schema';
import { later } from './place';
import type { GivenWorkload } from './workload';

/** A property that the workload says, so that it is not asked for. */
interface FromWorkload {
  readonly property: string;
  /** Where the workload says it. */
  readonly path: string;
  /** `later` for a value that the user has to give. */
  readonly value: unknown;
}

export function propsFromWorkload(
  { kind, selector, replicas, graceSeconds }: GivenWorkload,
  props: object,
): readonly FromWorkload[] {
  const path = 'workload.spec';
  const all: FromWorkload[] = [
    // A workload without labels has the same problem as empty labels.
    { property: 'selector', path: `${path}.selector.matchLabels`, value: selector ?? {} },
    { property: 'replicas', path: `${path}.replicas`, value: replicas },
    { property: 'graceSeconds', path: `${path}.template.spec.terminationGracePeriodSeconds`, value: graceSeconds },
  ];
  // Only a budget of pods that stay depends on the number of all pods, which an autoscaler may have taken out.
  const budget = 'disruptionBudget' in props ? props.disruptionBudget : undefined;
  const isCounted = isRecord(budget) && budget['minAvailable'] !== undefined && kind !== 'DaemonSet';
  return all.flatMap((each) => {
    if (each.property !== 'replicas' || typeof each.value === 'number') return each.value === undefined ? [] : [each];
    return isCounted ? [{ ...each, value: later }] : [];
  });
}

/** Asks for what the workload says only later, and refuses what contradicts it. */
export function checkFromWorkload({ property, path, value }: FromWorkload, given: unknown, report: Report): void {
  if (value === later) {
    const rule = `must be given, because ${path} is missing or known only later`;
    if (given === undefined) report({ property, rule, remedy: 'Give the least that it can be.' });
  } else if (given !== undefined && !isSame(given, value)) {
    report({ property, rule: `must be left out, because ${path} says it`, got: show(given) });
  }
}

function isSame(given: unknown, value: unknown): boolean {
  if (!isRecord(given) || !isRecord(value)) return given === value;
  const keys = Object.keys(given);
  return keys.length === Object.keys(value).length && keys.every((key) => given[key] === value[key]);
}
