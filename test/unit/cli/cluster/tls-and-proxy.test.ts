import '../await-client';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../../../lib/cli/cluster/connection';
import { runInPod } from '../../../../lib/cli/cluster/run-in-pod';
import { run } from '../../../../lib/cli/main';
import { failure, found, startApiServer, type ApiServer, type Exec } from '../api-server';
import { startConnectProxy, type ConnectProxy } from '../connect-proxy';
import { memoryTerminal } from '../memory-terminal';

const read = (name: string) => readFileSync(join(__dirname, '../tls', name), 'utf8');
const certificate = { key: read('key.pem'), certificate: read('certificate.pem') };
const variables = ['HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy'];

let folder: string;
let server: ApiServer;
let proxy: ConnectProxy | undefined;
const before = Object.fromEntries(variables.map((name) => [name, process.env[name]]));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kubeconfig-'));
  for (const name of variables) Reflect.deleteProperty(process.env, name);
});
afterEach(async () => {
  for (const name of variables) Reflect.deleteProperty(process.env, name);
  for (const [name, value] of Object.entries(before)) if (value !== undefined) process.env[name] = value;
  rmSync(folder, { recursive: true });
  await proxy?.stop();
  await server.stop();
  proxy = undefined;
});

async function start(status = 200, exec?: Exec): Promise<void> {
  server = await startApiServer(
    () => (status === 200 ? found({ items: [] }) : failure(status, 'No', 'no')),
    exec,
    certificate,
  );
}

interface Config {
  clusters: { cluster: Record<string, unknown> }[];
}

/** Runs a command with the kubeconfig of the server, in which the cluster is changed. */
async function told(change: Readonly<Record<string, unknown>>) {
  const config = JSON.parse(readFileSync(server.kubeconfig, 'utf8')) as Config;
  const [{ cluster } = { cluster: {} }] = config.clusters;
  Object.assign(cluster, change);
  const file = join(folder, 'kubeconfig');
  writeFileSync(file, JSON.stringify(config));
  const { terminal, stderr } = memoryTerminal();
  const code = await run(['status', '--kubeconfig', file], terminal);
  return { code, stderr: stderr() };
}

const nothing = {
  code: 1,
  stderr:
    'beam-cluster: no BEAM cluster in namespace prod (context test): no Deployment or StatefulSet has RELEASE_NODE, ' +
    'RELEASE_COOKIE, CLUSTER_SERVICE_NAME or port 4369; give -n or --context.\n',
};

describe('a server with TLS', () => {
  test('is asked where its certificate is signed by the authority of the kubeconfig', async () => {
    await start();

    expect(await told({})).toEqual(nothing);
  });

  test('has a certificate that the authority of the kubeconfig did not sign', async () => {
    await start();

    expect(await told({ 'certificate-authority-data': undefined })).toEqual({
      code: 3,
      stderr:
        `beam-cluster: cannot reach https://127.0.0.1:${server.port} (context test): its certificate is not signed by the ` +
        "kubeconfig's authority. Get the kubeconfig anew, or ask whether a proxy reads TLS on the way.\n",
    });
  });

  test('has a certificate for another name', async () => {
    await start();
    const there = `https://localhost:${server.port}`;

    expect((await told({ server: there })).stderr).toBe(
      `beam-cluster: cannot reach ${there} (context test): its certificate is for another name. Correct the server of ` +
        'the kubeconfig, or give the name as tls-server-name.\n',
    );
  });

  test('has an authority in a file that is not there', async () => {
    await start();
    const file = join(folder, 'ca.pem');
    const change = { 'certificate-authority-data': undefined, 'certificate-authority': file };

    expect((await told(change)).stderr).toBe(
      `beam-cluster: cannot reach https://127.0.0.1:${server.port} (context test): the kubeconfig names the file ${file}, ` +
        'which cannot be read (ENOENT); try kubectl config view.\n',
    );
  });

  test('does not accept the token', async () => {
    await start(401);

    expect(await told({})).toEqual({
      code: 3,
      stderr: 'beam-cluster: the credentials of context test are not accepted (expired?); log in again.\n',
    });
  });
});

describe('a server behind a proxy', () => {
  const there = 'https://api.acme.test:6443';

  async function behind(status = 200): Promise<ConnectProxy> {
    await start();
    proxy = await startConnectProxy(server.port, status);
    return proxy;
  }

  test('is asked through the proxy of the environment', async () => {
    const { url, asked } = await behind();
    process.env['HTTPS_PROXY'] = url;

    expect(await told({ server: there })).toEqual(nothing);
    expect(asked).toContain('api.acme.test:6443');
  });

  test('runs commands in pods through the proxy', async () => {
    await start(200, () => ({ stdout: 'hello', exitCode: 0 }));
    proxy = await startConnectProxy(server.port);
    process.env['HTTPS_PROXY'] = proxy.url;
    const file = join(folder, 'kubeconfig');
    const config = readFileSync(server.kubeconfig, 'utf8');
    writeFileSync(file, config.replace(`https://127.0.0.1:${server.port}`, there));
    const connection = await connect({ kubeconfig: file }, memoryTerminal().terminal);
    const ended = await runInPod(connection, { pod: 'api-0', container: 'api' }, ['true']);

    expect(ended).toEqual({ stdout: 'hello', stderr: '', exitCode: 0 });
    expect(proxy.asked).toEqual(['api.acme.test:6443']);
  });

  test('is asked through the proxy of the kubeconfig before that of the environment', async () => {
    const { url, asked } = await behind();
    process.env['HTTPS_PROXY'] = 'http://127.0.0.1:1';

    expect(await told({ server: there, 'proxy-url': url })).toEqual(nothing);
    expect(asked).not.toEqual([]);
  });

  test('is asked without the proxy where NO_PROXY names it', async () => {
    const { url, asked } = await behind();
    Object.assign(process.env, { HTTPS_PROXY: url, NO_PROXY: '.acme.test' });

    expect((await told({ server: there })).stderr).toMatch(
      /^beam-cluster: cannot reach https:\/\/api\.acme\.test:6443 /,
    );
    expect(asked).toEqual([]);
  });

  test('is not reached where nothing listens at the proxy', async () => {
    await start();
    process.env['HTTPS_PROXY'] = 'http://me:hidden@127.0.0.1:1';

    expect(await told({ server: there })).toEqual({
      code: 3,
      stderr:
        `beam-cluster: cannot reach the proxy http://127.0.0.1:1 of HTTPS_PROXY on the way to ${there} (context test): ` +
        'nothing listens there. Correct it, or add the host to NO_PROXY.\n',
    });
  });

  test.each([
    [407, 'the proxy wants a user and a password (HTTP 407); put them into its address.'],
    [403, 'the proxy does not connect to it (HTTP 403); if it needs no proxy, add its host to NO_PROXY.'],
  ])('is not reached where the proxy answers %i', async (status, reason) => {
    const { url } = await behind(status);
    process.env['HTTPS_PROXY'] = url;

    expect((await told({ server: there })).stderr).toBe(
      `beam-cluster: cannot reach ${there} (context test) through the proxy ${url} of HTTPS_PROXY: ${reason}\n`,
    );
  });
});
