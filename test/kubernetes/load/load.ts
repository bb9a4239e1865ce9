import { request } from 'node:http';

export interface LoadTarget {
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

export interface LoadReport {
  readonly requests: number;
  /** How often which reason; empty when every request got its whole answer with status 200. */
  readonly failures: Readonly<Record<string, number>>;
  /** When the first requests failed, as ISO times with the reason. */
  readonly firstFailures: readonly string[];
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly slowestMs: number;
  readonly seconds: number;
}

// A client gives up by then, and one that was routed to a pod that is gone would wait for longer.
const timeoutMs = 5000;
const shownFailures = 10;

/**
 * Clients that ask at a fixed rate, however long the answers take. Each has a connection of its own, because kube-proxy balances
 * connections and not requests.
 */
export class Load {
  private readonly started = Date.now();
  private readonly latencies: number[] = [];
  private readonly failures: Record<string, number> = {};
  private readonly firstFailures: string[] = [];
  private readonly open = new Set<Promise<void>>();
  private readonly clock: NodeJS.Timeout;
  private sent = 0;

  private constructor(
    private readonly target: LoadTarget,
    private readonly perSecond: number,
  ) {
    this.clock = setInterval(() => {
      this.sendDue();
    }, 5);
  }

  static start(target: LoadTarget, perSecond: number): Load {
    return new Load(target, perSecond);
  }

  /** Sends no more, and tells when all that were sent have come to their end. */
  async stop(): Promise<LoadReport> {
    clearInterval(this.clock);
    const seconds = (Date.now() - this.started) / 1000;
    await Promise.all(this.open);
    const sorted = [...this.latencies].sort((one, other) => one - other);
    const quantile = (share: number) => Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
    return {
      requests: this.sent,
      failures: this.failures,
      firstFailures: this.firstFailures,
      medianMs: quantile(0.5),
      p99Ms: quantile(0.99),
      slowestMs: quantile(1),
      seconds,
    };
  }

  private sendDue(): void {
    const due = Math.floor(((Date.now() - this.started) / 1000) * this.perSecond);
    for (; this.sent < due; this.sent++) {
      const asked = this.ask().finally(() => this.open.delete(asked));
      this.open.add(asked);
    }
  }

  private async ask(): Promise<void> {
    const started = performance.now();
    try {
      await get(this.target);
      this.latencies.push(performance.now() - started);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.failures[reason] = (this.failures[reason] ?? 0) + 1;
      if (this.firstFailures.length < shownFailures) this.firstFailures.push(`${new Date().toISOString()} ${reason}`);
    }
  }
}

function get(target: LoadTarget): Promise<void> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const sent = request({ ...target, agent: false, signal }, (reply) => {
      reply.resume();
      reply.on('error', reject);
      reply.on('end', () => {
        if (reply.statusCode === 200) resolve();
        else reject(new Error(`status ${reply.statusCode ?? 0}`));
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}
