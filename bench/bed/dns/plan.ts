import type { DnsRecord } from '../../../test/nodes/dns/records';

/** Records that DNS has from a moment on (milliseconds of the machine's clock). */
export interface Publication {
  readonly at: number;
  readonly records: readonly DnsRecord[];
}

/** A zone that grows by itself, so that nobody has to be awake at the moment of a publication. */
export class GrowingZone {
  private count = -1;
  private records: readonly DnsRecord[] = [];

  constructor(private readonly publications: readonly Publication[]) {}

  at(now: number): readonly DnsRecord[] {
    const out = this.publications.filter(({ at }) => at <= now);
    if (out.length !== this.count) {
      this.count = out.length;
      this.records = out.flatMap(({ records }) => records);
    }
    return this.records;
  }
}
