import '../await-client';
import { found, type Exec, type Request } from '../api-server';
import { printedWorkload } from '../objects';
import { SecretStore } from '../secret-store';
import { cookie, older } from './cookie';

let store: SecretStore;
beforeEach(() => (store = new SecretStore()));

describe('--verify', () => {
  const workload = printedWorkload('api', { cookie: { secretName: 'api-secrets' } });
  const pod = (name: string, phase = 'Running') => ({
    metadata: { name },
    status: { phase, containerStatuses: phase === 'Running' ? [{ name: 'api', state: { running: {} } }] : [] },
  });
  const hashes: Record<string, string> = {
    'api-1': '3716f52305591f97b903256e2e6326211687ff7ac140259ae9638888e85ec5fa',
  };
  const respond = ({ path }: Request) =>
    path.endsWith('/pods') ? found({ items: [pod('api-1'), pod('api-2'), pod('api-3', 'Pending')] }) : undefined;

  test('compares by hash what each pod was started with', async () => {
    store.put('api-secrets', { 'erlang-cookie': older });
    const commands: string[] = [];
    const exec: Exec = (name, command) => {
      commands.push(command.join(' '));
      return { stdout: `${hashes[name] ?? '0'.repeat(64)}  -\n` };
    };
    const { code, stdout } = await cookie(['--verify'], { store, workloads: [workload], respond, exec });

    expect(code).toBe(1);
    expect(stdout).toMatchInlineSnapshot(`
      "POD     COOKIE
      api-1   same
      api-2   different
      api-3   not reached   its container does not run (Pending)
      1 of 3 pods have the cookie of Secret prod/api-secrets. Restart the others.
      "
    `);
    expect(commands[0]).toBe('sh -c printf %s "$RELEASE_COOKIE" | sha256sum');
    expect(commands.join()).not.toContain(older);
  });

  test('asks no pod that leaves, which may have the old one until it is gone', async () => {
    store.put('api-secrets', { 'erlang-cookie': older });
    const leaving = { ...pod('api-2'), metadata: { name: 'api-2', deletionTimestamp: '2026-11-24T13:45:00Z' } };
    const respondLeaving = ({ path }: Request) =>
      path.endsWith('/pods') ? found({ items: [pod('api-1'), leaving, pod('api-3', 'Failed')] }) : undefined;
    const exec: Exec = (name) => ({ stdout: `${hashes[name] ?? '0'.repeat(64)}  -\n` });
    const { code, stdout } = await cookie(['--verify'], {
      store,
      workloads: [workload],
      respond: respondLeaving,
      exec,
    });

    expect(code).toBe(0);
    expect(stdout).toContain('All 1 pods have the cookie');
  });

  test('says so where there is nothing to compare', async () => {
    const { code, stderr } = await cookie(['--verify'], { store, workloads: [workload] });

    expect(code).toBe(1);
    expect(stderr).toContain('Secret prod/api-secrets has no cookie under erlang-cookie');
  });
});
