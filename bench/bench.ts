import { parseArgs } from 'node:util';
import { closeCluster } from './cluster/bench-cluster';
import { exitCode, runRow, type Result, type Row } from './row';
import { rows } from './rows';
import { table } from './table';

const widest = Math.max(...rows.map(({ name }) => name.length));

const usage = `Measures beam-cluster. Each row compares it with something else.

  npm run bench                       every row, as a table
  npm run bench -- --only NAME        one row; repeat the option for more
  npm run bench -- --json             as JSON; add npm's --silent to get nothing else

The median of the repeats counts. The brackets show the smallest and the largest. When a row fails, the others still run. The exit
code is 1 if a row missed its goal or failed.

Rows:
${rows.map(({ name, about }) => `  ${name.padEnd(widest + 2)}${about}`).join('\n')}
`;

async function measure(chosen: readonly Row[]): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const [index, row] of chosen.entries()) {
    process.stderr.write(`${index + 1}/${chosen.length} ${row.name}: ${row.about}\n`);
    const result = await runRow(row);
    if (result.error !== null) process.stderr.write(`${row.name} failed: ${result.error}\n`);
    results.push(result);
  }
  return results;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const unknown = (values.only ?? []).filter((name) => !rows.some((row) => row.name === name));
  if (unknown.length > 0) {
    const known = rows.map(({ name }) => name).join(', ');
    process.stderr.write(`bench: unknown row ${unknown.join(', ')}. The rows are ${known}.\n`);
    return 2;
  }
  const chosen = rows.filter(({ name }) => values.only?.includes(name) ?? true);
  const results = await measure(chosen).finally(closeCluster);
  process.stdout.write(
    values.json ? `${JSON.stringify({ rows: results })}\n` : `${table(results, process.stdout.isTTY)}\n`,
  );
  return exitCode(results);
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
