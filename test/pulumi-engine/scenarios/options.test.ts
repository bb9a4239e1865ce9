import { testProgram } from '../program';
import { manifestsIn } from '../rendered';
import { EngineStack, type Settings } from '../stack';
import { changes } from '../steps';

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
