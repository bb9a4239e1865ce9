import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeProject } from './workshop/project';
import { run, testLimit } from './workshop/run';

jest.setTimeout(testLimit);

let folder: string;

beforeAll(async () => {
  folder = await makeProject({ name: 'command-line', programs: 'javascript', dependencies: {} });
});

test('the command line asks a cluster, and of the client of Kubernetes nothing is installed', async () => {
  const nowhere = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'nowhere', cluster: { server: 'https://127.0.0.1:1' } }],
    users: [{ name: 'nobody', user: { token: 'a-token' } }],
    contexts: [{ name: 'nowhere', context: { cluster: 'nowhere', user: 'nobody' } }],
    'current-context': 'nowhere',
  };
  writeFileSync(join(folder, 'kubeconfig'), JSON.stringify(nowhere));
  const { code, output } = await run(folder, ['npx', 'beam-cluster', 'status', '--kubeconfig', 'kubeconfig']);

  expect(output).toContain('cannot reach https://127.0.0.1:1 (context nowhere): nothing listens there');
  expect(code).toBe(3);
  expect(existsSync(join(folder, 'node_modules/@kubernetes'))).toBe(false);
});

test('the license of each package that was put into the bundle lies beside it', () => {
  const beside = join(folder, 'node_modules/beam-cluster/dist/lib/cli/cluster/kubernetes-client.licenses.txt');
  const licenses = readFileSync(beside, 'utf8');

  expect(licenses).toMatch(/^@kubernetes\/client-node [\d.]+ \(Apache-2\.0\)$/m);
  expect(licenses).toMatch(/^ws [\d.]+ \(MIT\)$/m);
  expect(licenses).toContain('Copyright (c) 2011 Einar Otto Stangvik');
});
