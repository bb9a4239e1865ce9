/** Says what is being done and how long it has taken so far, so that nobody wonders whether minutes of silence are right. */
export class Progress {
  private readonly started = Date.now();

  constructor(private readonly print = (line: string): void => void process.stderr.write(line)) {}

  say(what: string): void {
    const seconds = ((Date.now() - this.started) / 1000).toFixed(0);
    this.print(`[${seconds.padStart(4)} s] ${what}\n`);
  }

  /** Announces a step, and says again at long intervals that it goes on. */
  async step<T>(what: string, action: () => Promise<T>): Promise<T> {
    this.say(what);
    const reminder = setInterval(() => {
      this.say(`${what}: still at it`);
    }, reminderMs);
    try {
      return await action();
    } finally {
      clearInterval(reminder);
    }
  }
}

const reminderMs = 60_000;
