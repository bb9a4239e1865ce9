import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startedFlags } from '../../../../lib/cli/doctor/gather/started-flags';

let processes: string;
beforeEach(() => (processes = mkdtempSync(join(tmpdir(), 'processes-'))));
afterEach(() => {
  rmSync(processes, { recursive: true });
});

function start(id: number, ...words: readonly string[]): void {
  mkdirSync(join(processes, String(id)));
  writeFileSync(join(processes, String(id), 'cmdline'), words.map((word) => `${word}\0`).join(''));
}

function printed(): string {
  return execFileSync('sh', ['-c', startedFlags({ processes })], { encoding: 'utf8' });
}

test('the flags of the VM are counted, and the cookie is not printed', () => {
  start(1, 'sh', '/app/bin/shop', 'start', '-setcookie');
  start(20, '/erts/bin/beam.smp', '--', '-progname', 'erl', '-setcookie', 'hidden', '-setcookie', 'hidden');

  expect(printed()).toBe(['setcookie\t2', 'proto_dist\t0'].map((line) => `beam-cluster\tstarted\t${line}\n`).join(''));
});

test('nothing is printed where no VM runs', () => {
  start(1, 'sh', '-c', 'sleep 5');

  expect(printed()).toBe('');
});
