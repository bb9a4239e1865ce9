import type { Answer } from '../../../test/nodes/dns/answer';

/**
 * `coredns`: an entry for each name, type, DO and CD bit, kept with all sections of the answer.
 * `dnsmasq`: an entry for each name and type, of the answer section alone; a name's absence counts for all its types.
 */
export type CacheKind = 'none' | 'coredns' | 'dnsmasq';

export interface Question {
  readonly name: string;
  readonly type: string;
  readonly dnssecOk: boolean;
  readonly checkingDisabled: boolean;
}

/** An answer as it is given: the TTL is what is left of the one that its records have. */
export interface Given {
  readonly answer: Answer;
  readonly ttl: number;
  readonly cached: boolean;
}

interface Entry {
  readonly answer: Answer;
  readonly storedAt: number;
}

/** The cache in front of a DNS server; positive and negative answers are kept for the TTL, as far as `limit` allows. */
export class AnswerCache {
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly kind: CacheKind,
    private readonly limit: number,
  ) {}

  answer(question: Question, ttl: number, now: number, resolve: () => Answer): Given {
    if (this.kind === 'none') return { answer: resolve(), ttl, cached: false };
    const lifetime = Math.min(ttl, this.limit);
    for (const key of this.keys(question)) {
      const entry = this.entries.get(key);
      // Whole seconds, as both servers count.
      const left = entry === undefined ? 0 : lifetime - Math.floor((now - entry.storedAt) / 1000);
      if (entry !== undefined && left > 0) return { answer: entry.answer, ttl: left, cached: true };
    }
    const answer = resolve();
    this.entries.set(this.storageKey(question, answer), { answer: this.kept(answer), storedAt: now });
    return { answer, ttl: lifetime, cached: false };
  }

  private keys({ name, type, dnssecOk, checkingDisabled }: Question): readonly string[] {
    const folded = name.toLowerCase();
    if (this.kind === 'dnsmasq') return [`${folded} absent`, `${folded} ${type}`];
    return [`${folded} ${type} ${dnssecOk} ${checkingDisabled}`];
  }

  private storageKey(question: Question, answer: Answer): string {
    const [first = '', last = first] = this.keys(question);
    return answer.code === 'NXDOMAIN' ? first : last;
  }

  private kept(answer: Answer): Answer {
    return this.kind === 'dnsmasq' ? { ...answer, additionals: [] } : answer;
  }
}
