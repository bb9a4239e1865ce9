import type { FaultKind } from './kinds';

interface Entry {
  readonly tookMs: number;
  readonly healedMs: number;
}

/** How long the faults took, by kind. */
export class Times {
  private readonly entries = new Map<FaultKind, Entry[]>();

  /** Notes how long a fault took in all, and how much of it until the cluster was whole again. */
  note(kind: FaultKind, tookMs: number, healedMs: number): void {
    this.entries.set(kind, [...(this.entries.get(kind) ?? []), { tookMs, healedMs }]);
  }

  /** For each kind its name, how long it took until the cluster was whole again, and what else there is to say. */
  lines(): readonly (readonly [string, string, string])[] {
    return [...this.entries].map(([kind, entries]) => {
      const healed = entries.map(({ healedMs }) => healedMs).sort((one, other) => one - other);
      const all = entries.reduce((sum, { tookMs }) => sum + tookMs, 0);
      const range = `${seconds(healed[0])} to ${seconds(healed.at(-1))}`;
      return [`${kind}, ${entries.length} times: whole after`, range, `s; ${seconds(all)} s in all`];
    });
  }
}

function seconds(ms = 0): string {
  return (ms / 1000).toFixed(1);
}
