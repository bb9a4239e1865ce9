import { attempt, show, type IsOpaque, type Problem, type Report } from '../schema';
import { plainCopy } from './plain-copy';
import { readWorkload, type GivenWorkload } from './workload';

/** Reads the property `workload` and the name of its container. Undefined if something keeps it from being read. */
export function readGiven(
  workload: unknown,
  container: unknown,
  isOpaque: IsOpaque,
  report: Report,
): GivenWorkload | undefined {
  const isSurelyOpaque = (value: unknown) => attempt(() => isOpaque(value)) === true;
  if (isSurelyOpaque(workload)) {
    report({ property: 'workload', rule: 'must be known at plan time, got an Output' });
    return undefined;
  }
  if (container !== undefined && typeof container !== 'string') {
    report({ property: 'container', rule: 'must be the name of a container', got: show(container) });
    return undefined;
  }
  const problems: Problem[] = [];
  const collect: Report = (problem) => void problems.push(problem);
  const manifest = plainCopy(workload, 'workload', { isOpaque: isSurelyOpaque, report: collect });
  problems.forEach(report);
  return problems.length > 0 ? undefined : readWorkload(manifest, container, report);
}
