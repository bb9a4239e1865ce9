import type { BenchDns } from './order';

/** What a mesh is timed under. */
export interface Scenario {
  readonly dns: BenchDns;
  /** Whether DNS has pods that are not ready. */
  readonly publishNotReady: boolean;
  readonly bootDelayS: number;
}

/** Every combination; the race between first look-up and first publication ends otherwise in each. */
export const scenarios: readonly Scenario[] = (['kubeadm', 'cache5'] as const).flatMap((dns) =>
  [true, false].flatMap((publishNotReady) => [0, 0.5, 2].map((bootDelayS) => ({ dns, publishNotReady, bootDelayS }))),
);

/** Its part of a row's name. */
export function nameOf({ dns, publishNotReady, bootDelayS }: Scenario): string {
  return [dns, publishNotReady ? 'published' : 'gated', bootDelayS].join('-');
}

/** For `--help`. */
export function describe({ dns, publishNotReady, bootDelayS }: Scenario): string {
  const server = { kubeadm: 'ttl 30 and no cache', cache5: 'cache 5' }[dns];
  return `${server}, pods in DNS ${publishNotReady ? 'at once' : 'when ready'}, ${bootDelayS} s before discovery`;
}
