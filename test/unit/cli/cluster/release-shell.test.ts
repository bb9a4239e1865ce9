import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { releaseShell } from '../../../../lib/cli/cluster/release-shell';

const mib = 1024 * 1024;

// The shell is a real one; the container that it looks at is a folder.
let container: string;
beforeEach(() => (container = mkdtempSync(join(tmpdir(), 'release-shell-'))));
afterEach(() => {
  rmSync(container, { recursive: true });
});

test('the release of the VM that runs in the container is found, with what its node is called', () => {
  placeRelease();
  placeProcess(17, { HOME: '/' });
  placeProcess(18, {
    RELEASE_ROOT: container,
    RELEASE_NODE: 'my_app@10.0.1.5',
    RELEASE_COOKIE: 'c',
    RELEASE_NAME: 'x',
  });

  expect(run('"$release" "$RELEASE_NODE" "$RELEASE_COOKIE"').stdout).toBe('my_app: my_app@10.0.1.5 c\n');
});

test('a container without a release says so', () => {
  expect(run('echo on')).toMatchObject({
    status: 3,
    stdout: '',
    stderr: 'no mix release was found in the container\n',
  });
});

test('the VM that asks is a small one, whatever flags the container has', () => {
  placeRelease();

  expect(run('echo "$ERL_ZFLAGS"', { ERL_ZFLAGS: '+Q 1024' }).stdout).toBe('+Q 1024 +S 1:1 +SDcpu 1:1 +SDio 1\n');
});

const tight = '30 MiB are left below its memory limit of 160 MiB, and the second VM that asks needs 32\n';

test.each([
  ['2', 'memory.max', 'memory.current', 'memory.stat', 'inactive_file'],
  ['1', 'memory/memory.limit_in_bytes', 'memory/memory.usage_in_bytes', 'memory/memory.stat', 'total_inactive_file'],
])('with control groups of version %s nothing starts that would not fit', (_version, limit, usage, stat, idle) => {
  placeRelease();
  place(limit, 160 * mib);
  place(usage, 140 * mib);
  place(stat, `anon 1\ninactive_file ${mib}\n${idle} ${10 * mib}\nactive_file 7`);

  expect(run('echo on')).toMatchObject({ status: 3, stdout: '', stderr: tight });

  place(usage, 100 * mib);

  expect(run('echo on')).toMatchObject({ status: 0, stdout: 'on\n', stderr: '' });
});

test.each([
  ['no limit', 'max'],
  ['none by a huge number', '9223372036854771712'],
])('%s is room enough', (_case, limit) => {
  placeRelease();
  place('memory.max', limit);
  place('memory.current', 300 * mib);

  expect(run('echo on')).toMatchObject({ status: 0, stdout: 'on\n', stderr: '' });
});

function run(command: string, more: Readonly<Record<string, string>> = {}) {
  const places = { processes: join(container, 'proc'), controlGroups: join(container, 'cgroup') };
  const env = { PATH: process.env['PATH'], RELEASE_ROOT: container, ...more };
  return spawnSync('sh', ['-c', `${releaseShell(places)}\n${command}`], { encoding: 'utf8', env, cwd: container });
}

function placeRelease(): void {
  write('releases/start_erl.data', '13 0.1.0');
  write('releases/0.1.0/my_app.rel', '');
  chmodSync(write('bin/my_app', '#!/bin/sh\necho "my_app: $*"\n'), 0o755);
}

function placeProcess(pid: number, environment: Readonly<Record<string, string>>): void {
  const pairs = Object.entries(environment).map(([name, value]) => `${name}=${value}\0`);
  write(`proc/${pid}/environ`, pairs.join(''));
}

function place(path: string, content: string | number): void {
  write(join('cgroup', path), `${content}\n`);
}

function write(path: string, content: string): string {
  const file = join(container, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}
