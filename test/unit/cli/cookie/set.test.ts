import '../await-client';
import type { Request } from '../api-server';
import { printedWorkload } from '../objects';
import { SecretStore } from '../secret-store';
import { cookie, given, older } from './cookie';

let store: SecretStore;
beforeEach(() => (store = new SecretStore()));

describe('a Secret without a cookie', () => {
  test('is made, with a random cookie that nothing shows', async () => {
    const { code, stdout, stderr, requests } = await cookie(['api-secrets'], { store });

    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: 'Secret prod/api-secrets was created, with a cookie under erlang-cookie.\n',
      stderr: '',
    });
    expect(store.text('api-secrets', 'erlang-cookie')).toMatch(/^[A-Za-z0-9]{48}$/);
    expect(requests.map(({ path }) => path).join()).not.toContain(store.text('api-secrets', 'erlang-cookie'));
  });

  test('gets the one in ERLANG_COOKIE, and what is started later does not inherit it', async () => {
    process.env['ERLANG_COOKIE'] = given;
    const { code, stdout, stderr } = await cookie(['api-secrets', '--key', 'cookie'], { store });

    expect(code).toBe(0);
    expect(store.text('api-secrets', 'cookie')).toBe(given);
    expect(stdout + stderr).not.toContain(given);
  });

  test('keeps its other keys', async () => {
    store.put('api-secrets', { DATABASE_URL: 'ecto://db' });
    const { stdout } = await cookie(['api-secrets'], { store });

    expect(stdout).toBe('Secret prod/api-secrets now has a cookie under erlang-cookie.\n');
    expect(store.text('api-secrets', 'DATABASE_URL')).toBe('ecto://db');
    expect(store.text('api-secrets', 'erlang-cookie')).toHaveLength(48);
  });

  test('is found by the workload that refers to it', async () => {
    const workload = printedWorkload('api', { cookie: { secretName: 'shared', key: 'beam' } });
    const { stdout } = await cookie(['--json'], { store, workloads: [workload] });

    expect(JSON.parse(stdout)).toEqual({
      action: 'created',
      namespace: 'prod',
      secret: 'shared',
      key: 'beam',
      workloads: [{ kind: 'Deployment', name: 'api' }],
    });
  });

  test('is asked for where several workloads have different ones', async () => {
    const { code, stderr } = await cookie([], { store, workloads: [printedWorkload('api'), printedWorkload('web')] });

    expect(code).toBe(1);
    expect(stderr).toBe('beam-cluster: namespace prod has 2 BEAM clusters; give one: api, web.\n');
  });

  test('and no workload: the error says what was looked for', async () => {
    const { code, stderr } = await cookie([], { store });

    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^beam-cluster: no BEAM cluster in namespace prod \(context test\): .*give -n or --context\.\n$/,
    );
  });
});

describe('a cookie that is there', () => {
  beforeEach(() => {
    store.put('api-secrets', { 'erlang-cookie': older });
  });

  test('stays', async () => {
    const { code, stderr } = await cookie(['api-secrets'], { store });

    expect(code).toBe(1);
    expect(stderr).toBe(
      'beam-cluster: Secret prod/api-secrets has a cookie under erlang-cookie; nothing was changed. --rotate replaces it.\n',
    );
    expect(store.text('api-secrets', 'erlang-cookie')).toBe(older);
  });

  test('and is the one that is wanted is no problem', async () => {
    process.env['ERLANG_COOKIE'] = older;
    const { code, stdout } = await cookie(['api-secrets'], { store });

    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'Secret prod/api-secrets already has this cookie under erlang-cookie.\n',
    });
  });

  test('is rotated without a question only with --yes', async () => {
    const { code, stderr } = await cookie(['api-secrets', '--rotate'], { store });

    expect(code).toBe(2);
    expect(stderr).toContain('without a terminal give --yes');
    expect(store.text('api-secrets', 'erlang-cookie')).toBe(older);
  });

  test.each([
    ['y\n', 0],
    ['n\n', 1],
    ['', 1],
  ])('is rotated after a question: %j', async (typed, expected) => {
    const { code, stderr } = await cookie(['api-secrets', '--rotate'], { store, isTTY: true, typed });
    expect(stderr).toContain('Replace the cookie? [y/N]');

    expect(code).toBe(expected);
    expect(store.text('api-secrets', 'erlang-cookie') === older).toBe(expected === 1);
  });

  test('is rotated with a warning of what happens and the commands that are left', async () => {
    const workload = printedWorkload('api', { cookie: { secretName: 'api-secrets' } });
    const { code, stdout, stderr } = await cookie(['--rotate', '--yes'], { store, workloads: [workload] });

    expect(code).toBe(0);
    expect(stdout).toBe('Secret prod/api-secrets has a new cookie under erlang-cookie.\n');
    expect(stderr).toMatchInlineSnapshot(`
      "Rotating the cookie of Deployment api:
        1. The key erlang-cookie of Secret prod/api-secrets gets a new cookie.
        2. Running nodes keep the old one, which they read when they started. Old and new nodes do not connect.
        3. Nothing is restarted: a pod that starts from now on cannot connect to the others until they restart too.
        4. The old cookie is useless after all nodes have restarted.
      Restart the nodes now: all at once, or one by one with two clusters in the meantime:
        kubectl -n prod delete pods -l app=api,app.kubernetes.io/name=api,app.kubernetes.io/instance=api --wait=false
        kubectl -n prod rollout restart deployment/api
      Then check that every pod has it:
        npx beam-cluster cookie api-secrets -n prod --verify
      "
    `);
    expect(store.text('api-secrets', 'erlang-cookie')).toHaveLength(48);
  });

  test('and is changed by somebody else meanwhile is not overwritten', async () => {
    const respond = (request: Request) => {
      if (request.method === 'PATCH') store.put('api-secrets', { 'erlang-cookie': 'theirs' });
      return undefined;
    };
    const { code, stderr } = await cookie(['api-secrets', '--rotate', '--yes'], { store, respond });

    expect(code).toBe(1);
    expect(stderr).toContain('Secret api-secrets changed in the meantime; nothing was written.');
    expect(store.text('api-secrets', 'erlang-cookie')).toBe('theirs');
  });

  test('in an immutable Secret cannot be rotated', async () => {
    store.put('api-secrets', { 'erlang-cookie': older }, { immutable: true });
    const { code, stderr } = await cookie(['api-secrets', '--rotate', '--yes'], { store });

    expect(code).toBe(1);
    expect(stderr).toContain('Secret api-secrets is immutable; create one with another name and refer to it.');
  });
});

test('--help has examples and exit codes', async () => {
  const { code, stdout } = await cookie(['--help'], { store });

  expect(code).toBe(0);
  expect(stdout).toContain('npx beam-cluster cookie --rotate');
  expect(stdout).toContain('Exit codes:');
});
