import { spawn } from 'node:child_process';

/** How a command ended, and everything that it printed. */
export interface Ended {
  readonly code: number;
  readonly output: string;
}

// Shorter than a test may take: a test that gives up must not leave a command behind, which writes on.
const commandLimit = 240_000;
export const testLimit = 300_000;

export type Command = readonly [string, ...string[]];

/** Runs a command to its end, whatever that is. */
export function run(
  folder: string,
  [program, ...args]: Command,
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: folder,
      env: { ...ownEnvironment(), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: commandLimit,
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() });
    });
  });
}

/** Runs a command that must succeed. */
export async function succeed(...command: Parameters<typeof run>): Promise<string> {
  const { code, output } = await run(...command);
  if (code !== 0) throw new Error(`${command[1].join(' ')} ended with ${code}:\n${output}`);
  return output;
}

// A user's shell has no idea of the test runner's settings, nor of the npm that started it.
function ownEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(npm_|JEST_|NODE_ENV$|NODE_OPTIONS$|PULUMI_|CDK8S_)/;
  const own = Object.entries(process.env).filter(([name]) => !foreign.test(name) || keptFromNpm.has(name));
  return { ...Object.fromEntries(own), NO_COLOR: '1' };
}

// One cache and one registry for all projects: those of whoever runs the tests.
const keptFromNpm = new Set(['npm_config_cache', 'npm_config_registry', 'npm_config_userconfig']);
