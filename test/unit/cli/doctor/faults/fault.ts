import type { Code } from '../../../../../lib/cli/doctor/catalogue';
import type { Facts } from '../../../../../lib/cli/doctor/facts/facts';
import { breakFacts } from '../broken';
import type { Changes } from '../pointer';

/** A fault: its finding, what was done, and where the finding must point. */
export interface Fault {
  readonly code: Code;
  readonly done: string;
  readonly where: string | RegExp;
  readonly facts: Facts;
}

export function fault(code: Code, done: string, where: string | RegExp, changes: Changes, healthy?: Facts): Fault {
  return { code, done, where, facts: breakFacts(changes, healthy) };
}

export const podName = 'rsolv-api-7c9d8-0';
export const pod = `Pod ${podName}`;
export const workload = 'Deployment rsolv-api';
export const headless = 'Service rsolv-api-headless';
export const recently = '2026-11-24T11:59:00Z';

/** The same change of each pod. */
export function allPods(path: string, value: unknown): Changes {
  return Object.fromEntries([0, 1, 2].map((index) => [`/pods/${index}${path}`, value]));
}
