import '../../unit/cli/await-client';
import fc from 'fast-check';
import { failure, type Exec, type Request } from '../../unit/cli/api-server';
import { seeds } from '../seeds';
import { commands, restarting, runOn, type Setting } from './command';
import { makeWorld, secretName, type World } from './world';

const path = `/api/v1/namespaces/prod/secrets/${secretName}`;
const runs = 5;

/** As `openssl rand` and password managers make them. */
const cookies = fc
  .string({ unit: fc.constantFrom(...Array.from('abcdefXYZ0123456789_-+/=.@:~')), minLength: 20, maxLength: 60 })
  .filter((text) => new Set(text).size >= 8 && !/^[-+]/.test(text));

/** The forms in which somebody may quote a cookie. */
const forms: readonly (readonly [string, (cookie: string) => string])[] = [
  ['plain', (cookie) => cookie],
  ['base64', (cookie) => Buffer.from(cookie).toString('base64')],
  ['base64 for URLs', (cookie) => Buffer.from(cookie).toString('base64url')],
  ['base64 within more', (cookie) => Buffer.from(`RELEASE_COOKIE=${cookie};`).toString('base64').slice(20, -4)],
  ['base64 at another place', (cookie) => Buffer.from(`a${cookie}b`).toString('base64').slice(2, -4)],
  ['hex', (cookie) => Buffer.from(cookie).toString('hex')],
  ['HEX', (cookie) => Buffer.from(cookie).toString('hex').toUpperCase()],
  [
    'hex of a dump',
    (cookie) =>
      Buffer.from(cookie)
        .toString('hex')
        .replace(/..(?=.)/g, '$& '),
  ],
  ['URL', (cookie) => encodeURIComponent(cookie)],
  ['URL, all of it', (cookie) => Buffer.from(cookie).toString('hex').replace(/../g, '%$&')],
];

/** Shorter pieces than these say nothing that a guess would not. */
const longestPiece = 12;

/** Whether a piece of a form was printed that is long enough to be of use. */
function leaks(printed: string, cookie: string): readonly string[] {
  return forms.flatMap(([name, form]) => {
    const text = form(cookie);
    const pieces = Array.from({ length: Math.max(1, text.length - longestPiece) }, (_, at) => {
      return text.slice(at, at + longestPiece + 1);
    });
    return pieces.some((piece) => printed.includes(piece)) ? [name] : [];
  });
}

function withCookie(world: World, cookie: string): World {
  const data = { 'erlang-cookie': Buffer.from(cookie).toString('base64') };
  const secret = { kind: 'Secret', metadata: { name: secretName, resourceVersion: '7' }, data };
  return { ...world, answers: { ...world.answers, [path]: secret } };
}

/** Texts that quote a cookie: in a line of `set -x`, in a message, cut off in the middle of it. */
const quotes = fc.constantFrom(
  (text: string) => `+ exec erl -name api@10.0.0.1 -setcookie ${text} -boot start`,
  (text: string) => `denied the request: ${text}`,
  (text: string) => `${'x'.repeat(190)}${text}`,
  (text: string) => `${'x'.repeat(290)}${text}`,
  (text: string) => `${'x'.repeat(3990)}${text}`,
  (text: string) => text,
);

async function expectHidden(world: World, cookie: string, args: readonly string[], setting: Setting): Promise<void> {
  const { stdout, stderr } = await runOn(withCookie(world, cookie), args, setting);

  expect(leaks(stdout + stderr, cookie)).toEqual([]);
}

const world = makeWorld();

describe.each(seeds)('with ATTACK_SEEDS=%i', (seed) => {
  const all = fc.tuple(cookies, quotes, fc.constantFrom(...forms));

  // `status` reads none, and whoever makes another Secret reads another.
  const reading = [...commands, ...restarting].filter(({ line }) => !/^status|another/.test(line));

  test.each(reading)('a cookie that was read is not shown, whatever the API server says: $line', async ({ args }) => {
    await fc.assert(
      fc.asyncProperty(all, fc.constantFrom(403, 409, 422, 500), async ([cookie, quote, [, form]], status) => {
        const isRead = ({ method, path: asked }: Request) =>
          method === 'GET' && (asked === path || /(deployments|statefulsets)$/.test(asked));
        const respond = (request: Request) =>
          isRead(request) ? undefined : failure(status, 'Invalid', quote(form(cookie)));
        await expectHidden(world, cookie, args, { respond });
      }),
      { seed, numRuns: runs },
    );
  });

  test.each(commands)('a cookie is not shown, read or not, whatever a pod prints last: $line', async ({ args }) => {
    await fc.assert(
      fc.asyncProperty(all, fc.constantFrom(0, 1, 127), async ([cookie, quote, [, form]], exitCode) => {
        const said = quote(form(cookie));
        const exec: Exec = () => ({ stdout: `${said}\n`, stderr: `${said}\n`, exitCode });
        const respond = ({ path: asked }: Request) =>
          asked.includes('/proxy/') ? { status: 500, body: said } : undefined;
        await expectHidden(world, cookie, args, { respond, exec });
      }),
      { seed, numRuns: runs },
    );
  });
});

test.each(forms)('a cookie that was sent is not shown when the answer quotes it: %s', async (_, form) => {
  let sent = '';
  const respond = ({ method, body }: Request) => {
    if (method === 'GET') return undefined;
    const { data } = JSON.parse(body) as { readonly data: Readonly<Record<string, string>> };
    sent = Buffer.from(data['erlang-cookie'] ?? '', 'base64').toString();
    return failure(422, 'Invalid', `denied: ${form(sent)} is too weak`);
  };
  for (const args of [
    ['cookie', 'another-secret'],
    ['cookie', '--rotate', '--yes'],
  ]) {
    const { stderr } = await runOn(world, args, { respond });

    expect(sent).toHaveLength(48);
    expect(stderr).toContain('denied: ');
    expect(leaks(stderr, sent)).toEqual([]);
  }
});

describe('what was seen in the field', () => {
  const cookie = 'Zx81kQm4VtY7pLw2RbN6cHd3';
  const trace = `+ RELEASE_COOKIE=${cookie}\n+ exec erl -setcookie ${cookie}\n`;

  test.each(commands)('a release that traces its start: $line', async ({ args }) => {
    const exec: Exec = () => ({ stderr: trace, exitCode: 1 });
    const respond = ({ path: asked }: Request) =>
      asked.includes('/proxy/') ? failure(404, 'NotFound', '') : undefined;

    await expectHidden(world, cookie, args, { respond, exec });
  });

  test('a probe that traces its start: the kubelet puts what it printed into the event', async () => {
    const events = '/api/v1/namespaces/prod/events';
    const unhealthy = (JSON.parse(JSON.stringify(world.answers[events])) as { items: { message: string }[] }).items;
    for (const event of unhealthy) event.message = `Readiness probe failed: ${trace}`;
    const traced = { ...world, answers: { ...world.answers, [events]: { items: unhealthy } } };
    const { stdout } = await runOn(withCookie(traced, 'another-Zx81kQm4VtY7pLw2'), ['doctor']);

    expect(stdout).toContain('Readiness probe failed');
    expect(leaks(stdout, cookie)).toEqual([]);
  });

  test('a cookie that stands in the manifest, and is quoted by a webhook', async () => {
    const deployments = '/apis/apps/v1/namespaces/prod/deployments';
    const literal = JSON.parse(JSON.stringify(world.answers[deployments])) as {
      items: { spec: { template: { spec: { containers: { env: { name: string }[] }[] } } } }[];
    };
    for (const { env } of literal.items[0]?.spec.template.spec.containers ?? []) {
      env.splice(0, env.length, { name: 'ERL_ZFLAGS', ...{ value: `-name a@10.0.0.1 -setcookie ${cookie} -x` } });
    }
    const respond = ({ path: asked }: Request) =>
      asked.endsWith('/pods') ? failure(403, 'Forbidden', `no: ${cookie}`) : undefined;
    const answers = { ...world.answers, [deployments]: literal };
    const { stderr } = await runOn({ ...world, answers }, ['doctor'], { respond });

    expect(stderr).toContain('no: [hidden]');
  });
});
