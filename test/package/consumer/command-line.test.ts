import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeProject, type Project } from './workshop/project';
import { testLimit } from './workshop/run';
import { generationNames } from './workshop/versions';

jest.setTimeout(testLimit);

describe.each(generationNames)('with the Node of the %s versions', (generation) => {
  let project: Project;

  beforeAll(async () => {
    project = await makeProject({
      name: `command-line-${generation}`,
      generation,
      programs: 'javascript',
      dependencies: {},
    });
  });

  test('the command line calls a cluster, although the client of Kubernetes is not installed', async () => {
    writeFileSync(join(project.folder, 'kubeconfig'), JSON.stringify(nowhere));
    const { code, output } = await project.run(['npx', 'beam-cluster', 'status', '--kubeconfig', 'kubeconfig']);

    expect(output).toContain('cannot reach https://127.0.0.1:1 (context nowhere): nothing listens there');
    expect(code).toBe(3);
    expect(existsSync(join(project.folder, 'node_modules/@kubernetes'))).toBe(false);
  });

  test('the license of each package in the bundle lies beside it', () => {
    const beside = 'node_modules/beam-cluster/dist/lib/cli/cluster/kubernetes-client.licenses.txt';
    const licenses = readFileSync(join(project.folder, beside), 'utf8');

    expect(licenses).toMatch(/^@kubernetes\/client-node [\d.]+ \(Apache-2\.0\)$/m);
    expect(licenses).toMatch(/^ws [\d.]+ \(MIT\)$/m);
    expect(licenses).toContain('Copyright (c) 2011 Einar Otto Stangvik');
  });
});

const nowhere = {
  apiVersion: 'v1',
  kind: 'Config',
  clusters: [{ name: 'nowhere', cluster: { server: 'https://127.0.0.1:1' } }],
  users: [{ name: 'nobody', user: { token: 'a-token' } }],
  contexts: [{ name: 'nowhere', context: { cluster: 'nowhere', user: 'nobody' } }],
  'current-context': 'nowhere',
};
