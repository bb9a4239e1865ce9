import { mkdirSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { closingLine } from './counts';
import { runChosen } from './lanes';
import { everydaySuites } from './everyday';
import { suites } from './suites';

const widest = Math.max(...suites.map(({ name }) => name.length));

const usage = `Runs the tests of beam-cluster.

  npm test                         all suites
  npm test -- --only unit          one suite; repeat the option for more
  npm test -- --only nodes drain   one suite, the files whose name contains "drain"
  npm test -- --and kubernetes     all suites, and one that runs only when it is named
  npm run test:unit                the everyday loop: format, lint and types of what has changed, unit, manifests, package

${suites.map(({ name, about, apart = false }) => `  ${name.padEnd(widest + 2)}${apart ? '(only when named) ' : ''}${about}`).join('\n')}
`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      and: { type: 'string', multiple: true },
      everyday: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
    allowPositionals: true,
  });
  if (values.help === true) {
    console.log(usage);
    return 0;
  }
  const named = [...(values.only ?? []), ...(values.and ?? [])];
  const known = values.everyday ? everydaySuites : suites;
  const unknown = named.filter((name) => !known.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    console.error(
      `npm test: unknown suite ${unknown.join(', ')}. The suites are ${known.map((s) => s.name).join(', ')}.`,
    );
    return 2;
  }
  rmSync('dist/test', { recursive: true, force: true });
  mkdirSync('dist/test', { recursive: true });
  const all = values.only === undefined;
  const chosen = known.filter(({ name, apart = false }) => named.includes(name) || (all && !apart));
  const total = await runChosen(chosen, positionals);
  console.log(`\n${closingLine(total)}`);
  return total.failed === 0 ? 0 : 1;
}

void main().then((code) => (process.exitCode = code));
