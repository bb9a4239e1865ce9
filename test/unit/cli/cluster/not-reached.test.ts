import '../await-client';
import { createServer, type AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../../../lib/cli/main';
import { failure, found, kubeconfigOf, startApiServer } from '../api-server';
import { memoryTerminal } from '../memory-terminal';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'kubeconfig-'))));
afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function told(kubeconfig: string, args: readonly string[] = []) {
  const { terminal, stderr } = memoryTerminal();
  const code = await run(['cookie', 'x', '--kubeconfig', kubeconfig, ...args], terminal);
  return { code, stderr: stderr() };
}

function written(text: string): string {
  const file = join(folder, 'kubeconfig');
  writeFileSync(file, text);
  return file;
}

describe('a cluster that cannot be asked is exit code 3 and one line that says what to do', () => {
  test.each([
    [401, 'the credentials of context test are not accepted (expired?); log in again.'],
    [403, 'not allowed to list Deployments and StatefulSets in namespace prod: no; ask for the permission.'],
  ])('HTTP %i', async (status, line) => {
    const server = await startApiServer(() => failure(status, 'No', 'no'));

    expect(await told(server.kubeconfig)).toEqual({ code: 3, stderr: `beam-cluster: ${line}\n` });
    await server.stop();
  });

  test('nothing listens', async () => {
    const port = await freePort();

    expect(await told(written(kubeconfigOf(port)))).toEqual({
      code: 3,
      stderr: `beam-cluster: cannot reach http://127.0.0.1:${port} (context test): nothing listens there; is the cluster up?\n`,
    });
  });

  test('the login helper is not installed', async () => {
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: 'no-such-helper',
      installHint: 'Install it with the SDK.\nMore text.',
      interactiveMode: 'Never',
    };
    const config = JSON.parse(kubeconfigOf(1)) as { users: object[] };
    config.users = [{ name: 'test', user: { exec } }];

    expect(await told(written(JSON.stringify(config)))).toEqual({
      code: 3,
      stderr:
        'beam-cluster: cannot reach http://127.0.0.1:1 (context test): the kubeconfig logs in with no-such-helper, ' +
        'which is not installed or not on the PATH. Install it with the SDK.\n',
    });
  });

  test.each([
    ['says why', 'echo the session is over >&2; exit 1', 'the session is over'],
    ['says nothing', 'exit 1', 'sh prints nothing; run it by hand.'],
  ])('the login helper fails and %s', async (_how, script, said) => {
    const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: 'sh', args: ['-c', script] };
    const config = JSON.parse(kubeconfigOf(1)) as { users: object[] };
    config.users = [{ name: 'test', user: { exec } }];

    expect(await told(written(JSON.stringify(config)))).toEqual({
      code: 3,
      stderr: `beam-cluster: cannot reach http://127.0.0.1:1 (context test): the login of the kubeconfig fails: ${said}\n`,
    });
  });

  test('the server of the kubeconfig has no TLS', async () => {
    const config = kubeconfigOf(1).replace('"insecure-skip-tls-verify":true', '"insecure-skip-tls-verify":false');

    expect((await told(written(config))).stderr).toBe(
      'beam-cluster: cannot reach http://127.0.0.1:1 (context test): the server of the kubeconfig is http://, to which no ' +
        'login is sent. Use https://, or set insecure-skip-tls-verify for it.\n',
    );
  });

  test('nothing answers', async () => {
    const server = await startApiServer(() => 'silence');

    expect((await told(server.kubeconfig)).stderr).toMatch(/cannot reach .*: no answer in time\n$/);
    await server.stop();
  });
});

test('a namespace that does not exist is named', async () => {
  const server = await startApiServer(({ path }) =>
    path.endsWith('/namespaces/prod') ? failure(404, 'NotFound', 'namespaces "prod" not found') : found({ items: [] }),
  );

  expect(await told(server.kubeconfig)).toEqual({
    code: 1,
    stderr: 'beam-cluster: there is no namespace prod (context test); give -n or --context.\n',
  });
  await server.stop();
});

describe('a kubeconfig that leads nowhere is exit code 2', () => {
  test('none at all', async () => {
    const { HOME, KUBECONFIG } = process.env;
    delete process.env['KUBECONFIG'];
    process.env['HOME'] = folder;
    const { terminal, stderr } = memoryTerminal();
    const code = await run(['status'], terminal);
    Object.assign(process.env, { HOME }, KUBECONFIG === undefined ? {} : { KUBECONFIG });

    expect({ code, stderr: stderr() }).toEqual({
      code: 2,
      stderr:
        'beam-cluster: there is no kubeconfig: KUBECONFIG is not set, ~/.kube/config does not exist, and this is not a pod; ' +
        'give --kubeconfig, or set KUBECONFIG.\n',
    });
  });

  test('no file', async () => {
    const file = join(folder, 'none');

    expect(await told(file)).toEqual({
      code: 2,
      stderr: `beam-cluster: there is no kubeconfig ${file}; give --kubeconfig, or set KUBECONFIG.\n`,
    });
  });

  test('no such context', async () => {
    const { code, stderr } = await told(written(kubeconfigOf(1)), ['--context', 'tesst']);

    expect(code).toBe(2);
    expect(stderr).toBe('beam-cluster: the kubeconfig has no context tesst; did you mean test?\n');
  });

  test('broken, and what is in it is not quoted', async () => {
    const { code, stderr } = await told(written('users: [{name: a, user: {token: hidden}}]\n  : -'));

    expect(code).toBe(2);
    expect(stderr).toMatch(/cannot be read; try kubectl config view\.\n$/);
    expect(stderr).not.toContain('hidden');
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
