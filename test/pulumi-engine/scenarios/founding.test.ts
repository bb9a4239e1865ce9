import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../nodes/machine/run';
import { projectRoot } from '../../nodes/machine/toolchain';
import { foundingProgram } from '../program';
import { asWritten, manifestsIn } from '../rendered';
import { EngineStack } from '../stack';
import { changes, opsOn } from '../steps';
import { setUnreachableCluster } from '../unreachable';

jest.setTimeout(600_000);

const [name, deployment] = ['rsolv-api', 'kubernetes:apps/v1:Deployment'];
const [image, nextImage] = ['ghcr.io/rsolv/rsolv-api:1.0.0', 'ghcr.io/rsolv/rsolv-api:1.0.1'];
let folder: string;
let unset: () => void;
let stack: EngineStack;
let printed: Readonly<Record<string, unknown>>;

beforeAll(async () => {
  unset = setUnreachableCluster();
  folder = mkdtempSync(join(tmpdir(), 'founding-'));
  await runCommand(['npx', 'cdk8s', 'synth', '--check-upgrade=false', '--output', folder], { cwd: projectRoot });
  printed = asWritten(manifestsIn(folder));
  stack = await EngineStack.make(foundingProgram());
  await stack.configure({ renderTo: stack.renderFolder });
});

afterAll(async () => {
  await (stack as EngineStack | undefined)?.remove();
  unset();
  rmSync(folder, { recursive: true });
});

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

  test('a refresh fails, because there is no cluster to ask, and loses nothing', async () => {
    const before = await stack.resources();

    expect((await stack.run('refresh', '--yes')).code).not.toBe(0);
    expect(await stack.resources()).toEqual(before);
    expect(changes(await stack.preview())).toEqual([]);
  });

  test('a destroy deletes all manifests', async () => {
    await stack.destroy();

    expect(manifestsIn(stack.renderFolder)).toEqual({});
    expect(await stack.resources()).toEqual([]);
  });
});
