import '../../unit/cli/await-client';
import { failure, type Answer, type Request } from '../../unit/cli/api-server';
import { runOn } from './command';
import { makeWorld } from './world';

const world = makeWorld();

/** Answers after which nobody knows whether the Secret was written. */
const uncertain: readonly (readonly [string, Answer])[] = [
  ['no answer in time', 'silence'],
  [
    'a connection that is cut',
    {
      write: (outgoing) => {
        outgoing.socket?.destroy();
      },
    },
  ],
  ['a gateway that gave up', { status: 504, body: '<html>Gateway Timeout</html>' }],
  ['a server that gave up', failure(504, 'Timeout', 'request did not complete within the requested timeout')],
  ['etcd that gave up', failure(500, 'InternalError', 'etcdserver: request timed out')],
  ['a login page', { status: 200, body: '<html>Log in</html>' }],
  ['another object', { status: 200, body: {} }],
  ['a redirect', { status: 303, body: '', headers: { location: '/login' } }],
];

const answering = (method: string, answer: Answer) => (request: Request) =>
  request.method === method && request.path.includes('/secrets') ? answer : undefined;

test.each(uncertain)(
  'after %s a rotation says that the Secret may have changed, and how to find out',
  async (_, answer) => {
    const { code, stdout, stderr } = await runOn(world, ['cookie', '--rotate', '--yes'], {
      respond: answering('PATCH', answer),
    });

    expect(code).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).toContain('The Secret may have changed.');
    expect(stderr).toContain(
      'kubectl -n prod get secret rsolv-api-secrets -o jsonpath={.metadata.resourceVersion} says 7 if it has not changed',
    );
    expect(stderr).toContain('npx beam-cluster cookie rsolv-api-secrets -n prod --verify');
  },
);

test.each(uncertain)('after %s a new Secret may be there, and that is said', async (_, answer) => {
  const { code, stderr } = await runOn(world, ['cookie', 'another-secret'], { respond: answering('POST', answer) });

  expect(code).toBe(3);
  expect(stderr).toContain('The Secret may have changed.');
  expect(stderr).toContain('kubectl -n prod get secret another-secret says whether it is there');
});

test.each([
  [403, 'Forbidden'],
  [422, 'Invalid'],
  [413, 'RequestEntityTooLarge'],
])('after the refusal %i nothing was written, and nothing else is said', async (status, reason) => {
  const { stderr } = await runOn(world, ['cookie', '--rotate', '--yes'], {
    respond: answering('PATCH', failure(status, reason, 'no')),
  });

  expect(stderr).not.toContain('may have changed');
});

test.each([
  ['together', 'DELETE'],
  ['rolling', 'PATCH'],
])('a restart %s that has no answer says that the cookie is replaced, and what is left to do', async (way, method) => {
  const { code, stderr } = await runOn(world, ['cookie', '--rotate', '--yes', '--restart', way], {
    respond: (request) =>
      request.method === method && !request.path.includes('/secrets/') ? { status: 200, body: 'OK' } : undefined,
  });

  expect(code).toBe(3);
  expect(stderr).toContain(
    'beam-cluster: the cookie was replaced, but some pods may still have the old one: cannot restart',
  );
  expect(stderr).toContain('kubectl -n prod rollout restart deployment/rsolv-api');
  expect(stderr).toContain('npx beam-cluster cookie rsolv-api-secrets -n prod --verify');
});
