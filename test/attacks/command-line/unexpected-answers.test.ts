import '../../unit/cli/await-client';
import fc from 'fast-check';
import type { Answer, Request } from '../../unit/cli/api-server';
import { seeds } from '../seeds';
import { commands, restarting, runOn, type Ran } from './command';
import { makeWorld, type World } from './world';

const world = makeWorld();
const all = [...commands, ...restarting];

const loginPage =
  '<!doctype html>\n<html><head><title>Log in</title></head><body><form action="/login"></form></body></html>';

/** What answers instead of Kubernetes: a login page, a proxy, another program. */
const strange: readonly (readonly [string, unknown])[] = [
  ['a login page', loginPage],
  ['nothing', ''],
  ['text', 'OK'],
  ['half of an object', '{"items":[{"metadata":'],
  ['{}', {}],
  ['null', 'null'],
  ['a list', []],
  ['a number', '42'],
  ['an object of something else', { kind: 'List', items: { a: 1 } }],
  ['a list of nothing', { items: [null] }],
  ['a list of texts', { items: ['pod'] }],
  ['objects without names', { items: [{ metadata: {} }] }],
  ['objects with other names', { items: [{ metadata: { name: { first: 'a' } } }] }],
];

const stack = /^\s+at |bug of beam-cluster|Error:|undefined|\[object|NaN/m;

/** One line that says who answered, and an exit code that says that it was not reached. */
function expectOneLine({ code, stdout, stderr }: Ran, hasServer: boolean): void {
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^(Rotating the cookie of [^]*restarted\.\n)?beam-cluster: .*\n$/);
  if (hasServer) expect(stderr).toMatch(/http:\/\/127\.0\.0\.1:\d+ \(context test\)/);
  expect(stderr).not.toMatch(stack);
  expect(code).toBe(3);
}

describe.each(strange)('%s in place of every answer', (_, body) => {
  test.each([200, 500])('with the status %i: one line that says who answered', async (status) => {
    for (const { args } of all) expectOneLine(await runOn(world, args, { respond: () => ({ status, body }) }), true);
  });

  test('with the status of a login that is needed: one line that says so', async () => {
    for (const { args } of all)
      expectOneLine(await runOn(world, args, { respond: () => ({ status: 401, body }) }), false);
  });
});

describe.each(strange)('%s in place of a Secret', (_, body) => {
  const isSecret = ({ path }: Request) => path.includes('/secrets/');
  const respond = (request: Request): Answer | undefined => (isSecret(request) ? { status: 200, body } : undefined);

  test('is no Secret without a cookie, to which one would be sent', async () => {
    const { requests, code } = await runOn(world, ['cookie'], {
      respond: (request) => (isSecret(request) ? { status: 404, body } : undefined),
    });

    expect(requests.filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(code).toBe(3);
  });

  test('does not end doctor', async () => {
    const { stdout, stderr } = await runOn(world, ['doctor'], { respond });

    expect(stdout).toMatch(/^✘ replicas/m);
    expect(stderr).toBe('');
  });
});

describe.each(strange)('%s in place of the health of a pod', (_, body) => {
  test.each([200, 404, 500])('with the status %i: the pod is named, and the others are shown', async (status) => {
    const isOne = ({ path }: Request) => path.includes('-00000:4000/proxy/');
    const respond = (request: Request) => (isOne(request) ? { status, body } : undefined);
    const { stdout, stderr, code } = await runOn(world, ['status'], { respond, exec: () => undefined });

    expect(stdout).toMatch(/^ {2}rsolv-api-\S+-00000: GET \/health: .*; rpc: HTTP 500$/m);
    expect(stdout).toMatch(/^2 .* 25 /m);
    expect(stdout).not.toMatch(stack);
    expect({ stderr, code }).toEqual({ stderr: '', code: 1 });
  });
});

test.each([
  ['no JSON', Buffer.from('\u0003what')],
  ['null', Buffer.from('\u0003null')],
  ['a list', Buffer.from('\u0003[]')],
  ['another type', Buffer.from('\u0003{"status":{}}')],
  ['nothing', Buffer.from('\u0003')],
])('a command in a pod whose end is told by %s is not checked', async (_, frame) => {
  const exec = () => ({
    talk: (raw: { write(piece: Buffer): unknown }) =>
      raw.write(Buffer.concat([Buffer.from([0x82, frame.length]), frame])),
  });
  for (const args of [['doctor'], ['cookie', '--verify']]) {
    const { stdout, stderr } = await runOn(world, args, { exec });

    expect(stdout).toMatch(/the command ended without the status that Kubernetes sends/);
    expect(stderr).toBe('');
  }
});

test.each([
  ['not HTTP', 'SSH-2.0-OpenSSH_9.6\r\n'],
  [
    'a handshake that is wrong',
    'HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n',
  ],
  ['a login page', `HTTP/1.1 200 OK\r\ncontent-length: ${loginPage.length}\r\n\r\n${loginPage}`],
])('a command in a pod that is answered by %s is not checked', async (_, refuse) => {
  for (const args of [['doctor'], ['cookie', '--verify']]) {
    const { stdout, stderr, code } = await runOn(world, args, { exec: () => ({ refuse }) });

    expect(stdout).toMatch(/-00000:? .*(HTTP|does not run commands)/);
    expect(stdout).not.toMatch(stack);
    expect({ stderr, code }).toEqual({ stderr: '', code: 1 });
  }
});

/** Another value of JSON in the place of one. */
const otherValue = fc.constantFrom<unknown>(null, {}, [], '', 'text', 0, -1, 1e308, true, [null], { a: {} }, [[]]);

/** JSON with the value at one of its places changed; places are counted as they come. */
function changeAt(value: unknown, place: { left: number }, other: unknown): unknown {
  place.left -= 1;
  if (place.left === 0) return other;
  if (Array.isArray(value)) return value.map((item) => changeAt(item, place, other));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, changeAt(item, place, other)]));
}

const mostPlaces = 400;

function changed({ answers, exec }: World, changes: ReadonlyMap<number, unknown>): World {
  const change = (value: unknown) => {
    let result = value;
    for (const [place, other] of changes) result = changeAt(result, { left: place }, other);
    return result;
  };
  return { exec, answers: Object.fromEntries(Object.entries(answers).map(([path, answer]) => [path, change(answer)])) };
}

describe.each(seeds)('with ATTACK_SEEDS=%i', (seed) => {
  test.each(commands)('values of other types end in a verdict or in one line: $line', async ({ args }) => {
    const changes = fc
      .uniqueArray(fc.tuple(fc.integer({ min: 1, max: mostPlaces }), otherValue), { maxLength: 3, minLength: 1 })
      .map((pairs) => new Map(pairs));
    await fc.assert(
      fc.asyncProperty(changes, async (map) => {
        const ran = await runOn(changed(world, map), args);

        expect(ran.stdout + ran.stderr).not.toMatch(/^\s+at |bug of beam-cluster|\[object|undefined/m);
        expect([0, 1, 3]).toContain(ran.code);
        if (ran.code === 3 && ran.stdout === '') expectOneLine(ran, false);
      }),
      { seed, numRuns: 8 },
    );
  });
});

test('--watch goes on after an answer that is none', async () => {
  let looks = 0;
  const respond = ({ path }: Request): Answer | undefined => {
    if (path.endsWith('/deployments')) looks += 1;
    if (looks === 2) process.emit('SIGINT');
    return looks === 1 ? { status: 200, body: loginPage } : undefined;
  };
  const { code, stdout, stderr } = await runOn(world, ['status', '--watch'], { respond });

  expect(stderr).toMatch(
    /^beam-cluster: .*answers with HTML instead of JSON; is a login page or a proxy in between\?\n$/,
  );
  expect(stdout).toMatch(/^Deployment rsolv-api in namespace prod/);
  expect(code).toBe(1);
});
