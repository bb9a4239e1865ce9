import '../../unit/cli/await-client';
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Exec, Request } from '../../unit/cli/api-server';
import { commands, runOn, type Setting } from './command';
import { Flood } from './flood';
import { makeWorld, secretName } from './world';

const world = makeWorld();
const mebibyte = 2 ** 20;
const isProxy = ({ path }: Request) => path.includes('/proxy/');

/** What eight pods may send that nobody reads: their share of the buffers of the two ends, and of the kernel between them. */
const mostBytes = 8 * 16 * mebibyte;

const onChannel = (channel: number, bytes: number) => Buffer.concat([Buffer.from([channel]), Buffer.alloc(bytes, 'x')]);

const frames = [
  { name: 'stdout', payload: onChannel(1, 16_384) },
  { name: 'stderr', payload: onChannel(2, 16_384) },
  { name: 'lines of our own program', payload: Buffer.from('\u0001beam-cluster\tpeer\t10.0.0.1\n') },
  { name: 'pieces of one byte', payload: onChannel(1, 1) },
  { name: 'frames with nothing in them', payload: onChannel(1, 0) },
  { name: 'frames without a channel', payload: Buffer.alloc(0) },
  { name: 'a channel that does not exist', payload: onChannel(77, 1000) },
  { name: 'frames of 8 MiB', payload: onChannel(1, 8 * mebibyte) },
  { name: 'pings', payload: Buffer.alloc(100), opcode: 0x89 },
  { name: 'pongs', payload: Buffer.alloc(0), opcode: 0x8a },
];

describe.each(frames)('a command in a pod that prints without end: $name', ({ payload, opcode }) => {
  const byExec = commands.filter(({ line }) => /^status$|^doctor$|--verify$/.test(line));

  test.each(byExec)('$line does not check it, and says so', async ({ args }) => {
    const flood = new Flood();
    const exec: Exec = () => ({
      talk: (raw) => {
        flood.ofFrames(raw, payload, opcode);
      },
    });
    const respond = (request: Request) => (isProxy(request) ? { status: 404, body: '' } : undefined);
    const { code, stdout } = await runOn(world, args, { respond, exec });

    expect(stdout).toContain('not checked: it answers with more than 256 KiB');
    expect(code).not.toBe(0);
    expect(flood.bytes).toBeLessThan(mostBytes);
  });
});

const answers = [
  { name: 'text', part: Buffer.from('{"items":[{"metadata":{"name":"x"}},'.padEnd(4096, ' ')), headers: {} },
  { name: 'chunks of one byte', part: Buffer.from('['), headers: {} },
  { name: 'compressed zeros', part: gzipSync(Buffer.alloc(mebibyte)), headers: { 'content-encoding': 'gzip' } },
];

describe.each(answers)('an answer without end: $name', ({ part, headers }) => {
  const endless = (flood: Flood, isMeant: (request: Request) => boolean): Setting => ({
    respond: (request) => {
      if (!isMeant(request)) return undefined;
      return {
        write: (outgoing) => {
          flood.ofHttp(outgoing, part, headers);
        },
      };
    },
    exec: () => undefined,
  });

  test('of a pod is not checked, and that is said', async () => {
    const flood = new Flood();
    const { code, stdout } = await runOn(world, ['status'], endless(flood, isProxy));

    expect(stdout).toContain('GET /health: not checked: it answers with more than 256 KiB; rpc: HTTP 500');
    expect(code).toBe(1);
    expect(flood.bytes).toBeLessThan(mostBytes);
  });

  test('for metrics alone leaves out what they would say', async () => {
    const setting = endless(new Flood(), ({ path }) => path.endsWith('/metrics'));
    const { stdout } = await runOn(world, ['status'], setting);

    expect(stdout).not.toContain('not checked');
    expect(stdout).toContain('0.1.0');
  });

  test('for a log leaves out what it would say', async () => {
    const setting = endless(new Flood(), ({ path }) => path.endsWith('/log'));
    const { stdout } = await runOn(world, ['doctor'], setting);

    expect(stdout).toContain('killed-by-liveness');
  });

  // A byte at a time, 32 MiB take longer than an answer may take.
  const reason = /^beam-cluster: cannot .*: (not checked: it answers with more than 32 MiB|no answer in time)$/m;

  test.each(['status', 'doctor', 'cookie --rotate --yes'])('for a list that %s needs', async (line) => {
    const { code, stderr } = await runOn(
      world,
      line.split(' '),
      endless(new Flood(), () => true),
    );

    expect(stderr).toMatch(reason);
    expect(code).toBe(3);
  });

  test('for what doctor can do without', async () => {
    const isMeant = ({ path }: Request) => /(services|events|secrets\/.*)$/.test(path);
    const { stdout } = await runOn(world, ['doctor'], endless(new Flood(), isMeant));

    for (const what of ['Services', 'Events', `Secret ${secretName}`]) {
      expect(stdout).toMatch(
        new RegExp(`^  ${what}: (not checked: it answers with more than 32 MiB|no answer in time)$`, 'm'),
      );
    }
  });
});

test('an answer that never ends is given up, however slowly it comes', async () => {
  const respond = (request: Request) =>
    isProxy(request)
      ? {
          write: (outgoing: ServerResponse) => {
            const drip = setInterval(() => outgoing.write(' '), 50);
            outgoing.on('close', () => {
              clearInterval(drip);
            });
          },
        }
      : undefined;
  const { stdout } = await runOn(world, ['status'], { respond });

  expect(stdout).toContain('GET /health: no answer in time');
});
