import { spawn } from 'node:child_process';

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string;
  /** What is typed, each after the output so far has come to match. */
  readonly dialogue?: readonly { readonly after: RegExp; readonly type: string }[];
  /** When the output so far matches, Ctrl-C is pressed. */
  readonly interruptAfter?: RegExp;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly timeoutMs?: number;
}

/** Runs a command to its end, whatever that is. */
export function tryCommand(command: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const [program = '', ...args] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: options.timeoutMs ?? 60_000,
      killSignal: 'SIGKILL',
      ...(options.env === undefined ? {} : { env: options.env }),
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    let stdout = '';
    let stderr = '';
    const open = [...(options.dialogue ?? [])];
    let heard = 0;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      while (open[0]?.after.test(stdout.slice(heard)) === true) {
        heard = stdout.length;
        child.stdin.write(open.shift()?.type ?? '');
      }
      if (!child.killed && options.interruptAfter?.test(stdout) === true) child.kill('SIGINT');
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, stdout, stderr });
    });
    // A program that ends without reading its input is no error of ours.
    child.stdin.on('error', () => undefined);
    if (options.dialogue === undefined) child.stdin.end(options.input ?? '');
  });
}

/** Runs a command that must succeed, and gives what it printed. */
export async function runCommand(command: readonly string[], options: RunOptions = {}): Promise<string> {
  const { code, stdout, stderr } = await tryCommand(command, options);
  if (code === 0) return stdout;
  const said = [stdout, stderr, options.input === undefined ? '' : `Its input was:\n${options.input}`].filter(Boolean);
  throw new Error(`The command "${command.join(' ')}" ended with ${code}.\n${said.join('\n')}`);
}
