import type { Probe } from '../../../lib/model/kubernetes';

export type Verdict = 'success' | 'failure';

/** Counts a probe's results in a row, and says when they are enough to believe. */
export class Thresholds {
  private last: Verdict | undefined;
  private inARow = 0;

  constructor(private readonly probe: Pick<Probe, 'successThreshold' | 'failureThreshold'>) {}

  record(result: Verdict): Verdict | undefined {
    this.inARow = result === this.last ? this.inARow + 1 : 1;
    this.last = result;
    const needed = result === 'success' ? this.probe.successThreshold : this.probe.failureThreshold;
    return this.inARow >= needed ? result : undefined;
  }
}
