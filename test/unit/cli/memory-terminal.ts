import { PassThrough, Writable } from 'node:stream';
import { Terminal } from '../../../lib/cli/terminal';

export interface MemoryTerminal {
  readonly terminal: Terminal;
  readonly stdout: () => string;
  readonly stderr: () => string;
}

export interface MemoryTerminalOptions {
  /** Whether a person sits there. */
  readonly isTTY?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** What the person types. */
  readonly typed?: string;
}

/** A terminal that keeps what is printed. */
export function memoryTerminal({ isTTY = false, env = {}, typed = '' }: MemoryTerminalOptions = {}): MemoryTerminal {
  const stdout = new Kept(isTTY);
  const stderr = new Kept(isTTY);
  const stdin = Object.assign(new PassThrough(), { isTTY });
  stdin.end(typed);
  return {
    terminal: new Terminal({ stdin, stdout, stderr, env }),
    stdout: () => stdout.text,
    stderr: () => stderr.text,
  };
}

class Kept extends Writable {
  text = '';

  constructor(readonly isTTY: boolean) {
    super();
  }

  override _write(chunk: Buffer, _encoding: unknown, taken: () => void): void {
    this.text += chunk.toString();
    taken();
  }
}
