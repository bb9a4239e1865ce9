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
  npm test -- --and cluster      all of them, and one that is run only when it is named

${suites.map(({ name, about, apart = false }) => `  ${name.padEnd(15)}${apart ? '(only when named) ' : ''}${about}`).join('\n')}
`;

type Print = (text: string | Uint8Array) => void;

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

async function countSuite(suite: Suite, more: string[], print: Print): Promise<Counts> {
  const prepared = suite.prepare === undefined || (await run(suite.prepare, suite, print)).code === 0;
  return prepared ? suite.count(await run([...suite.command, ...more], suite, print)) : { ...none, failed: 1 };
}

async function runSuite(suite: Suite, more: string[], print: Print): Promise<Counts> {
  const started = Date.now();
  const obstacle = obstacleOf(suite);
  if (obstacle !== undefined) {
    print(`\n== ${suite.name}: skipped, because ${obstacle}\n`);
    return { ...none, skipped: 1 };
  }
  print(`\n== ${suite.name}: ${suite.about}\n`);
  const counts = await countSuite(suite, more, print);
  print(`== ${suite.name}: ${closingLine(counts)} (${((Date.now() - started) / 1000).toFixed(0)} s)\n`);
  return counts;
}

const printNow: Print = (text) => void process.stdout.write(text);

/** All that belongs to `npm test`, and then, with the machine to themselves, those that were named besides. */
async function runChosen(chosen: readonly Suite[], more: string[]): Promise<Counts> {
  const own = await runSuites(
    chosen.filter(({ apart = false }) => !apart),
    more,
  );
  const named = await runSuites(
    chosen.filter(({ apart = false }) => apart),
    more,
  );
  return add(own, named);
}

/** Those that mostly wait run beside the others, one at a time, and are printed when they are done. */
async function runSuites(chosen: readonly Suite[], more: string[]): Promise<Counts> {
  const aside = chosen.filter(({ beside = false }) => beside && chosen.length > 1);
  const printed: (string | Uint8Array)[] = [];
  const besides = (async () => {
    let total = none;
    for (const suite of aside) total = add(total, await runSuite(suite, more, (text) => void printed.push(text)));
    return total;
  })();
  if (aside.length > 0) printNow(`== ${aside.map(({ name }) => name).join(', ')}: begun, shown at the end\n`);
  let total = none;
  for (const suite of chosen.filter((suite) => !aside.includes(suite))) {
    total = add(total, await runSuite(suite, more, printNow));
  }
  total = add(total, await besides);
  printed.forEach(printNow);
  return total;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      and: { type: 'string', multiple: true },
      help: { type: 'boolean', short: 'h' },
    },
    allowPositionals: true,
  });
  if (values.help === true) {
    console.log(usage);
    return 0;
  }
  const named = [...(values.only ?? []), ...(values.and ?? [])];
  const unknown = named.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    console.error(
      `npm test: there is no part ${unknown.join(', ')}; there are ${suites.map((s) => s.name).join(', ')}.`,
    );
    return 2;
  }
  rmSync('dist/test', { recursive: true, force: true });
  mkdirSync('dist/test', { recursive: true });
  const all = values.only === undefined;
  const chosen = suites.filter(({ name, apart = false }) => named.includes(name) || (all && !apart));
  const total = await runChosen(chosen, positionals);
  console.log(`\n${closingLine(total)}`);
  return total.failed === 0 ? 0 : 1;
}

void main().then((code) => (process.exitCode = code));
