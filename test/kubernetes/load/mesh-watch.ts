import { pause } from '../../nodes/wait';
import type { Application } from '../application';
import { readDirectly } from '../mesh';
import { isReady } from '../objects';

export interface MeshReport {
  readonly samples: number;
  /** The fewest pods that a Ready pod was connected to, itself counted. */
  readonly smallest: number;
  /** What the samples with fewer pods than wanted were like. */
  readonly gaps: readonly string[];
}

const everyMs = 200;

/** Looks again and again how many nodes the pods see that get traffic. */
export class MeshWatch {
  private samples = 0;
  private smallest = Number.POSITIVE_INFINITY;
  private readonly gaps: string[] = [];
  private wanted = true;
  private readonly end: Promise<void>;

  private constructor(
    private readonly application: Application,
    private readonly replicas: number,
  ) {
    this.end = this.watch();
  }

  static start(application: Application, replicas: number): MeshWatch {
    return new MeshWatch(application, replicas);
  }

  async stop(): Promise<MeshReport> {
    this.wanted = false;
    await this.end;
    const { samples, smallest, gaps } = this;
    return { samples, smallest, gaps };
  }

  private async watch(): Promise<void> {
    while (this.wanted) {
      await this.sample();
      await pause(everyMs);
    }
  }

  private async sample(): Promise<void> {
    const pods = (await this.application.pods()).filter(isReady);
    for (const pod of pods) {
      const size = await readDirectly(pod).then(
        ({ node_count: count }) => count,
        () => 0,
      );
      this.smallest = Math.min(this.smallest, size);
      if (size < this.replicas) this.gaps.push(`${new Date().toISOString()} ${pod.metadata.name} sees ${size}`);
    }
    this.samples++;
  }
}
