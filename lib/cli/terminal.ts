import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import pico from 'picocolors';
import { exitCodes, type ExitCode } from './exit-codes';
import { escapeForeign, toSafeJson } from './escape';
import { Secrets } from './secrets';
import { render, Shown, type Showable } from './shown';

/** A stream of the process, or one that a test made. */
export type Output = Writable & { readonly isTTY?: boolean };

export interface Streams {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Paints what is shown; what is foreign is escaped first. */
export type Paint = (shown: Showable) => Shown;

export type Colors = Readonly<Record<'bold' | 'dim' | 'green' | 'red' | 'yellow', Paint>>;

const clearLine = '\r\u001b[2K';
const clearScreen = '\u001b[2J\u001b[3J\u001b[H';

/**
 * Where a command prints, and the only place that writes to the process's streams. The answer goes to stdout; progress and
 * questions to stderr, and only where a person sees them. Only terminals get colours, and `NO_COLOR` and `TERM=dumb`
 * are respected. Strings are treated as foreign, and escaped.
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
  private readonly secrets = new Secrets();

  constructor(private readonly streams: Streams) {
    const { stdin, stdout, stderr, env } = streams;
    const isCapable = env['TERM'] !== 'dumb';
    this.isTerminal = stdout.isTTY === true;
    this.canAsk = stdin.isTTY === true && stderr.isTTY === true;
    this.colors = makeColors(this.isTerminal && isCapable && (env['NO_COLOR'] ?? '') === '');
    this.showsProgress = stderr.isTTY === true && isCapable;
  }

  static ofProcess(): Terminal {
    const { stdin, stdout, stderr, env } = process;
    return new Terminal({ stdin, stdout, stderr, env });
  }

  /** Hides a secret that was read, in whatever form, in all that is printed from now on. */
  hide(secret: Buffer | string): void {
    this.secrets.add(secret);
  }

  /** One or more lines of the answer. */
  print(shown: Showable): void {
    this.write(`${this.render(shown)}\n`);
  }

  /** The answer for a program. */
  printJson(value: unknown): void {
    this.write(`${toSafeJson(value, this.secrets, 2)}\n`);
  }

  /** The same on one line, for a program that reads one after the other. */
  printJsonLine(value: unknown): void {
    this.write(`${toSafeJson(value, this.secrets)}\n`);
  }

  /** A secret for a pipe: the one thing that is printed as it is, without a line break. */
  pipeSecret(secret: string): void {
    this.write(secret);
  }

  /** A line beside the answer: a hint or a warning, for a person also where stdout is a pipe. */
  note(shown: Showable): void {
    this.endProgress();
    this.streams.stderr.write(`${this.render(shown)}\n`);
  }

  /** What is done at the moment, on a line that the next output replaces. */
  progress(shown: Showable): void {
    if (this.showsProgress) this.streams.stderr.write(`${clearLine}${this.render(shown)}`);
  }

  /** Empties the screen before the next picture of a command that watches. */
  clear(): void {
    if (this.isTerminal) this.streams.stdout.write(clearScreen);
  }

  /** Whether the answer was yes; asked only where `canAsk`. */
  async confirm(question: Showable): Promise<boolean> {
    this.endProgress();
    const { stdin: input, stderr: output } = this.streams;
    const reader = createInterface({ input, output, prompt: `${this.render(question)} [y/N] ` });
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

  private render(shown: Showable): string {
    return render(shown, (foreign) => escapeForeign(foreign, this.secrets));
  }

  private write(raw: string): void {
    this.endProgress();
    this.streams.stdout.write(raw);
  }

  private endProgress(): void {
    if (this.showsProgress) this.streams.stderr.write(clearLine);
  }
}

function makeColors(isOn: boolean): Colors {
  const { bold, dim, green, red, yellow } = pico.createColors(isOn);
  const paint =
    (color: (raw: string) => string): Paint =>
    (shown) =>
      Shown.made([shown], ([rendered = '']) => color(rendered));
  return { bold: paint(bold), dim: paint(dim), green: paint(green), red: paint(red), yellow: paint(yellow) };
}
