import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manifests, modelCluster } from 'beam-cluster/model';
import { kubeconform } from './kubeconform';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'manifests-'))));
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(name: string, manifest: unknown): void {
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(manifest));
}

const printed = manifests(modelCluster('api', { image: 'acme/api', http: { port: 4000 } }));

// Compiling kubeconform for the first time takes minutes on a small machine.
jest.setTimeout(600_000);

describe('the schemas of the Kubernetes API', () => {
  test('accept what is printed', () => {
    for (const manifest of printed) write(manifest.kind + manifest.metadata.name, manifest);

    expect(kubeconform(folder)).toEqual({ valid: 5, problems: [] });
  });

  test('refuse a field that is not known', () => {
    write('service', { ...printed[0], spec: { ...printed[0]?.spec, clusterIp: 'None' } });

    expect(kubeconform(folder).problems).toEqual([expect.stringMatching(/Service: .*clusterIp/)]);
  });

  test('refuse a value of another type, deep inside', () => {
    const text = JSON.stringify(printed.at(-1)).replace('"containerPort":4000', '"containerPort":"4000"');
    write('deployment', JSON.parse(text));

    expect(kubeconform(folder).problems).toEqual([expect.stringMatching(/Deployment: .*containerPort/)]);
  });

  test('refuse a kind that the API does not have', () => {
    write('cluster', { apiVersion: 'v1', kind: 'BeamCluster', metadata: { name: 'api' } });

    expect(kubeconform(folder).problems).toEqual([expect.stringContaining('could not find schema for BeamCluster')]);
  });
});
