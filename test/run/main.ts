import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { add, closingLine, none, type Counts, type Finished } from './counts';
import { obstacleOf } from './obstacle';
import { suites, type Command, type Suite } from './suites';

const usage = `Runs the tests of beam-cluster.

  npm test                        all of them
  npm test -- --only unit         one part; may be given more than once
  npm test -- --only bed drain    one part, files whose name has "drain"

${suites.map(({ name, about }) => `  ${name.padEnd(12)}${about}`).join('\n')}
`;

function run([program, ...args]: Command, { folder = '.', environment }: Suite): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: folder,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks: string[] = [];
    const show = (target: NodeJS.WriteStream) => (chunk: Buffer) => {
      chunks.push(chunk.toString());
      target.write(chunk);
    };
    child.stdout.on('data', show(process.stdout));
    child.stderr.on('data', show(process.stderr));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ output: chunks.join(''), code: code ?? 1 });
    });
  });
}

async function countSuite(suite: Suite, more: string[]): Promise<Counts> {
  const prepared = suite.prepare === undefined || (await run(suite.prepare, suite)).code === 0;
  return prepared ? suite.count(await run([...suite.command, ...more], suite)) : { ...none, failed: 1 };
}

async function runSuite(suite: Suite, more: string[]): Promise<Counts> {
  const started = Date.now();
  const obstacle = obstacleOf(suite);
  if (obstacle !== undefined) {
    console.log(`\n== ${suite.name}: skipped, because ${obstacle}`);
    return { ...none, skipped: 1 };
  }
  console.log(`\n== ${suite.name}: ${suite.about}`);
  const counts = await countSuite(suite, more);
  console.log(`== ${suite.name}: ${closingLine(counts)} (${((Date.now() - started) / 1000).toFixed(0)} s)`);
  return counts;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { only: { type: 'string', multiple: true }, help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  });
  if (values.help === true) {
    console.log(usage);
    return 0;
  }
  const unknown = (values.only ?? []).filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    console.error(
      `npm test: there is no part ${unknown.join(', ')}; there are ${suites.map((s) => s.name).join(', ')}.`,
    );
    return 2;
  }
  rmSync('dist/test', { recursive: true, force: true });
  mkdirSync('dist/test', { recursive: true });
  let total = none;
  for (const suite of suites.filter(({ name }) => values.only?.includes(name) ?? true)) {
    total = add(total, await runSuite(suite, positionals));
  }
  console.log(`\n${closingLine(total)}`);
  return total.failed === 0 ? 0 : 1;
}

void main().then((code) => (process.exitCode = code));
