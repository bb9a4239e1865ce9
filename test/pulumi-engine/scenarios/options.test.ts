import { testProgram } from '../program';
import { manifestsIn } from '../rendered';
import { EngineStack, type Settings } from '../stack';
import { changes, type Step } from '../steps';

jest.setTimeout(600_000);

let stack: EngineStack;

beforeEach(async () => {
  stack = await EngineStack.make(testProgram('options'));
});
afterEach(async () => {
  await (stack as EngineStack | undefined)?.run('state', 'unprotect', '--all', '--yes');
  await (stack as EngineStack | undefined)?.remove();
});

async function upWith(settings: Settings) {
  await stack.configure({ renderTo: stack.renderFolder, ...settings });
  return stack.up();
}

const objects = () => manifestsIn(stack.renderFolder);

/** The resources of the component, without itself. */
async function children() {
  return (await stack.resources()).filter(({ urn }) => urn.includes('BeamCluster$'));
}

const all = 7;
const deployment = 'kubernetes:apps/v1:Deployment';

test('protect reaches every resource, and a destroy deletes none', async () => {
  await upWith({ options: 'protect' });

  expect((await children()).filter(({ protect }) => protect === true)).toHaveLength(all);
  const refused = await stack.run('destroy', '--yes', '--skip-preview');
  expect(refused.code).not.toBe(0);
  expect(refused.stderr + refused.stdout).toContain('protected');
  expect(await children()).toHaveLength(all);
});

test('retainOnDelete reaches every resource, and a destroy leaves the objects', async () => {
  await upWith({ options: 'retainOnDelete' });

  expect((await children()).filter(({ retainOnDelete }) => retainOnDelete === true)).toHaveLength(all);
  await stack.destroy();
  expect(Object.keys(objects())).toHaveLength(all - 1);
});

test('a renamed component with an alias keeps every object', async () => {
  await upWith({ component: 'api' });
  const before = objects();

  const steps = await upWith({ component: 'backend', options: 'aliases' });

  expect(changes(steps)).toEqual([]);
  expect(objects()).toEqual(before);
});

describe('ignoreChanges of spec.replicas', () => {
  test('on the component has no effect, and a warning says where it belongs', async () => {
    await upWith({ options: 'ignoreChanges', replicas: '3' });

    const steps = await upWith({ replicas: '5' });

    expect(changes(steps)).toEqual([{ op: 'update', type: deployment, name: 'api' }]);
    expect(objects()['Deployment api']?.spec).toMatchObject({ replicas: 5 });
    expect(stack.events()).toContain('ignoreChanges has no effect on the component');
    expect(stack.events()).toContain('resourceOptions: { workload: { ignoreChanges: … } }');
  });

  test('on the workload keeps the number of pods', async () => {
    await upWith({ options: 'ignoreChangesOfWorkload', replicas: '3' });

    expect(changes(await upWith({ replicas: '5' }))).toEqual([]);
    expect(objects()['Deployment api']?.spec).toMatchObject({ replicas: 3 });
    expect(stack.events()).not.toContain('has no effect');
  });
});

test('with dependsOn, every resource is made after the dependency and deleted before it', async () => {
  const isOther = ({ name }: Step) => name !== 'first';
  const made = await upWith({ options: 'dependsOn' });
  const [component] = (await stack.resources()).filter(({ type }) => type === 'beam-cluster:index:BeamCluster');
  const deleted = await stack.destroy();

  const order = (steps: readonly Step[]) => steps.filter(({ type }) => /^kubernetes:|^random:/.test(type));
  expect(component?.dependencies).toEqual([expect.stringMatching(/ConfigMap::first$/)]);
  expect(order(made).map(isOther)).toEqual([false, ...Array<boolean>(all).fill(true)]);
  expect(order(deleted).map(isOther)).toEqual([...Array<boolean>(all).fill(true), false]);
});

test('a provider reaches every object', async () => {
  const elsewhere = `${stack.renderFolder}-elsewhere`;

  await upWith({ options: 'provider', elsewhere });

  expect(Object.keys(manifestsIn(elsewhere))).toHaveLength(all - 1);
  expect(objects()).toEqual({});
});

test('transforms see every object', async () => {
  await upWith({ options: 'transforms' });

  const annotations = Object.values(objects()).map(({ metadata }) => metadata.annotations);
  expect(annotations).toEqual(Array<object>(all - 1).fill(expect.objectContaining({ seen: 'yes' }) as object));
});
