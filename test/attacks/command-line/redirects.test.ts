import '../../unit/cli/await-client';
import { startApiServer, type Answer, type ApiServer, type Request } from '../../unit/cli/api-server';
import { commands, restarting, runOn, type Setting } from './command';
import { makeWorld } from './world';

const world = makeWorld();
const trap = '/api/v1/namespaces/kube-system/secrets';

/** Another server, to which no request may come. */
let elsewhere: ApiServer;
beforeAll(async () => (elsewhere = await startApiServer(() => undefined)));
afterAll(() => elsewhere.stop());

const statuses = [301, 302, 303, 307, 308];
const targets: readonly (readonly [string, () => string])[] = [
  ['another path of the API server', () => trap],
  ['a relative path', () => '../../../kube-system/secrets'],
  ['another port', () => `http://127.0.0.1:${elsewhere.port}${trap}`],
  ['another host, without a scheme', () => `//localhost:${elsewhere.port}${trap}`],
];

const sending = (status: number, location: string): Answer => ({ status, body: 'moved', headers: { location } });
const isProxy = ({ path }: Request) => path.includes('/proxy/');

async function expectNotFollowed(args: readonly string[], setting: Setting, wanted: RegExp): Promise<void> {
  const { code, stdout, stderr, requests } = await runOn(world, args, setting);

  expect(requests.filter(({ path }) => path.startsWith(trap))).toEqual([]);
  expect(elsewhere.requests).toEqual([]);
  expect(stdout + stderr).toMatch(wanted);
  expect(code).not.toBe(0);
}

describe.each(targets)('a redirect to %s is not followed', (_, target) => {
  test.each(statuses)('when a pod answers %i, and the pod is named', async (status) => {
    const respond = (request: Request) => (isProxy(request) ? sending(status, target()) : undefined);

    await expectNotFollowed(
      ['status'],
      { respond },
      new RegExp(`^  rsolv-api-\\S+-00000: GET /health: it redirects to \\S+ \\(HTTP ${status}\\)`, 'm'),
    );
  });

  test.each([...commands, ...restarting])('when the API server answers so to $line', async ({ args }) => {
    const respond = () => sending(302, target());

    await expectNotFollowed(args, { respond }, /^beam-cluster: .* at http:\S+ .*: it redirects to \S+ \(HTTP 302\)/m);
  });

  test.each([...commands, ...restarting].filter(({ args }) => args.includes('--rotate')))(
    'when it answers so to the write of $line, which may have happened',
    async ({ args }) => {
      const respond = ({ method }: Request) => (method === 'GET' ? undefined : sending(307, target()));

      await expectNotFollowed(args, { respond }, /it redirects to \S+ \(HTTP 307\).* The Secret may have changed\./);
    },
  );

  test.each(['DELETE', 'PATCH'])('when it answers so to the restart by %s', async (method) => {
    const way = method === 'DELETE' ? 'together' : 'rolling';
    const respond = (request: Request) =>
      request.method === method && !request.path.includes('/secrets/') ? sending(308, target()) : undefined;

    await expectNotFollowed(
      ['cookie', '--rotate', '--yes', '--restart', way],
      { respond },
      /the cookie was replaced, .*it redirects to \S+ \(HTTP 308\)/,
    );
  });

  test.each(['doctor', 'cookie --verify'])('when the start of a command in a pod is answered so: %s', async (line) => {
    const exec = () => ({ refuse: `HTTP/1.1 302 Found\r\nlocation: ${target()}\r\ncontent-length: 0\r\n\r\n` });

    await expectNotFollowed(line.split(' '), { exec }, /rsolv-api-\S+-00000.*it redirects to \S+ \(HTTP 302\)/);
  });

  test('when a log is answered so', async () => {
    const respond = (request: Request) => (request.path.endsWith('/log') ? sending(302, target()) : undefined);

    await expectNotFollowed(['doctor'], { respond }, /pods/);
  });
});

test('a redirect is told without what may be a key in it', async () => {
  const respond = (request: Request) =>
    isProxy(request) ? sending(302, 'https://user:hunter2@example.com/a?token=hunter3#hunter4') : undefined;
  const { stdout } = await runOn(world, ['status'], { respond });

  expect(stdout).toContain('it redirects to https://example.com/a (HTTP 302), and redirects are not followed');
  expect(stdout).not.toContain('hunter');
});
