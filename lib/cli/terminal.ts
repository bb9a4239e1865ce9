import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import pico from 'picocolors';
import { exitCodes, type ExitCode } from './exit-codes';

/** A stream of the process, or one that a test made. */
export type Output = Writable & { readonly isTTY?: boolean };

export interface Streams {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export type Colors = ReturnType<typeof pico.createColors>;

const clearLine = '\r\u001b[2K';
const clearScreen = '\u001b[2J\u001b[3J\u001b[H';

/**
 * Where a command prints. The answer goes to stdout; progress and questions to stderr, and only where a person sees
 * them. Colours are for terminals alone, and `NO_COLOR` and `TERM=dumb` are respected.
 */
export class Terminal {
  /** What the process ends with when the command does not throw. */
  exitCode: ExitCode = exitCodes.done;
  /** Whether a person reads stdout. */
  readonly isTerminal: boolean;
  /** Whether a person can be asked. */
  readonly canAsk: boolean;
  /** Colours for stdout; they change nothing where there is no terminal. */
  readonly colors: Colors;
  private readonly showsProgress: boolean;

  constructor(private readonly streams: Streams) {
    const { stdin, stdout, stderr, env } = streams;
    const isCapable = env['TERM'] !== 'dumb';
    this.isTerminal = stdout.isTTY === true;
    this.canAsk = stdin.isTTY === true && stderr.isTTY === true;
    this.colors = pico.createColors(this.isTerminal && isCapable && (env['NO_COLOR'] ?? '') === '');
    this.showsProgress = stderr.isTTY === true && isCapable;
  }

  static ofProcess(): Terminal {
    const { stdin, stdout, stderr, env } = process;
    return new Terminal({ stdin, stdout, stderr, env });
  }

  /** One or more lines of the answer. */
  print(text: string): void {
    this.write(`${text}\n`);
  }

  /** A part of the answer, as it is. */
  write(text: string): void {
    this.endProgress();
    this.streams.stdout.write(text);
  }

  printJson(value: unknown): void {
    this.print(JSON.stringify(value, null, 2));
  }

  /** A line beside the answer: a hint or a warning, for a person also where stdout is a pipe. */
  note(text: string): void {
    this.endProgress();
    this.streams.stderr.write(`${text}\n`);
  }

  /** What is done at the moment, on a line that the next output replaces. */
  progress(text: string): void {
    if (this.showsProgress) this.streams.stderr.write(`${clearLine}${text}`);
  }

  /** Empties the screen before the next picture of a command that watches. */
  clear(): void {
    if (this.isTerminal) this.streams.stdout.write(clearScreen);
  }

  /** Whether the answer was yes; asked only where `canAsk`. */
  async confirm(question: string): Promise<boolean> {
    this.endProgress();
    const { stdin: input, stderr: output } = this.streams;
    const reader = createInterface({ input, output, prompt: `${question} [y/N] ` });
    const answer = await new Promise<string>((resolve) => {
      reader.once('line', resolve);
      // The end of the input is no yes.
      reader.once('close', () => {
        resolve('');
      });
      reader.prompt();
    });
    reader.close();
    return /^y(es)?$/i.test(answer.trim());
  }

  private endProgress(): void {
    if (this.showsProgress) this.streams.stderr.write(clearLine);
  }
}
