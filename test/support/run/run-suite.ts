import { spawn } from 'node:child_process';
import { closingLine, none, type Counts, type Finished } from './counts';
import { obstacleOf } from './obstacle';
import type { Command, Suite } from './suite';

export type Print = (text: string | Uint8Array) => void;

function run([program, ...args]: Command, { folder = '.', environment }: Suite, print: Print): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: folder,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks: string[] = [];
    const take = (chunk: Buffer) => {
      chunks.push(chunk.toString());
      print(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ output: chunks.join(''), code: code ?? 1 });
    });
  });
}

const preparations = new Map<string, Promise<number>>();

/** Does once what several suites need, since one that runs may be reading what another would write anew. */
async function prepareOnce(suite: Suite, print: Print): Promise<number> {
  for (const command of suite.prepare ?? []) {
    const key = command.join(' ');
    const code = preparations.get(key) ?? run(command, suite, print).then((finished) => finished.code);
    preparations.set(key, code);
    if ((await code) !== 0) return code;
  }
  return 0;
}

async function countSuite(suite: Suite, more: string[], print: Print): Promise<Counts> {
  if ((await prepareOnce(suite, print)) !== 0) return { ...none, failed: 1 };
  return suite.count(await run([...suite.command, ...more], suite, print));
}

/** Runs a suite, with more arguments for its command, and counts its tests. Where it cannot run here, it is skipped, or fails if it is required. */
export async function runSuite(suite: Suite, more: string[], print: Print): Promise<Counts> {
  const started = Date.now();
  const obstacle = obstacleOf(suite);
  if (obstacle !== undefined) {
    const { required = false } = suite;
    print(`\n== ${suite.name}: ${required ? 'failed' : 'skipped'}, because ${obstacle}\n`);
    return { ...none, ...(required ? { failed: 1 } : { skipped: 1 }) };
  }
  print(`\n== ${suite.name}: ${suite.about}\n`);
  const counts = await countSuite(suite, more, print);
  print(`== ${suite.name}: ${closingLine(counts)} (${((Date.now() - started) / 1000).toFixed(0)} s)\n`);
  return counts;
}
