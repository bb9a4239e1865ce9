import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../nodes/machine/run';
import { projectRoot } from '../../nodes/machine/toolchain';
import { foundingProgram } from '../program';
import { asWritten, manifestsIn } from '../rendered';
import { EngineStack } from '../stack';
import { changes, opsOn } from '../steps';

jest.setTimeout(600_000);

const [name, deployment] = ['rsolv-api', 'kubernetes:apps/v1:Deployment'];
const [image, nextImage] = ['ghcr.io/rsolv/rsolv-api:1.0.0', 'ghcr.io/rsolv/rsolv-api:1.0.1'];
const given = process.env['KUBECONFIG'];
let folder: string;
let stack: EngineStack;
let printed: Readonly<Record<string, unknown>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'founding-'));
  await runCommand(['npx', 'cdk8s', 'synth', '--check-upgrade=false', '--output', folder], { cwd: projectRoot });
  printed = asWritten(manifestsIn(folder));
  // The provider must not ask it, even where it is set.
  process.env['KUBECONFIG'] = join(folder, 'kubeconfig');
  writeFileSync(process.env['KUBECONFIG'], JSON.stringify(unreachable));
  stack = await EngineStack.make(foundingProgram());
  await stack.configure({ renderTo: stack.renderFolder });
});

afterAll(async () => {
  await (stack as EngineStack | undefined)?.remove();
  if (given === undefined) delete process.env['KUBECONFIG'];
  else process.env['KUBECONFIG'] = given;
  rmSync(folder, { recursive: true });
});

const unreachable = {
  apiVersion: 'v1',
  kind: 'Config',
  clusters: [{ name: 'none', cluster: { server: 'http://127.0.0.1:1' } }],
  contexts: [{ name: 'none', context: { cluster: 'none', user: 'none' } }],
  users: [{ name: 'none', user: {} }],
  'current-context': 'none',
};

describe('the founding example, rendered by the engine', () => {
  test('a preview makes nothing', async () => {
    expect(opsOn(await stack.preview(), deployment, name)).toEqual(['create']);
    expect(manifestsIn(stack.renderFolder)).toEqual({});
  });

  test('the first update writes what `npx cdk8s synth` prints', async () => {
    await stack.up();

    expect(Object.keys(printed)).toHaveLength(5);
    expect(manifestsIn(stack.renderFolder)).toEqual(printed);
  });

  test('a second update changes nothing', async () => {
    expect(changes(await stack.preview())).toEqual([]);
    expect(changes(await stack.up())).toEqual([]);
    expect(manifestsIn(stack.renderFolder)).toEqual(printed);
  });

  test('a new image updates the Deployment and nothing else', async () => {
    stack.edit(image, nextImage);
    const steps = await stack.up();

    expect(changes(steps)).toEqual([{ op: 'update', type: deployment, name }]);
    const text = JSON.stringify(printed);
    expect(manifestsIn(stack.renderFolder)).toEqual(JSON.parse(text.replaceAll(image, nextImage)));
  });

  test('a destroy deletes all manifests', async () => {
    await stack.destroy();

    expect(manifestsIn(stack.renderFolder)).toEqual({});
    expect(await stack.resources()).toEqual([]);
  });
});
