import { testProgram } from '../program';
import { manifestsIn } from '../rendered';
import { EngineStack } from '../stack';
import { changes } from '../steps';
import { setUnreachableCluster } from '../unreachable';

jest.setTimeout(600_000);

let unset: () => void;
beforeAll(() => {
  unset = setUnreachableCluster();
});
afterAll(() => {
  unset();
});

const expected = {
  attach: [
    'Deployment orders',
    'NetworkPolicy orders',
    'PodDisruptionBudget orders',
    'Secret orders-erlang-cookie',
    'Service orders',
    'Service orders-headless',
  ],
  secrets: [
    'Deployment shop',
    'NetworkPolicy shop',
    'PodDisruptionBudget shop',
    'Secret shop-env',
    'Secret shop-erlang-cookie',
    'Service shop',
    'Service shop-headless',
  ],
};

// The program at the root, `examples/pulumi/index.ts`, has a test of its own.
test.each(Object.entries(expected))('the example %s is rendered by the engine', async (example, objects) => {
  const stack = await EngineStack.make(testProgram('examples'));
  try {
    await stack.configure({ example, version: '1.2.3', databaseUrl: 'ecto://…', secretKeyBase: 'a'.repeat(64) });
    await stack.configure({ 'kubernetes:renderYamlToDirectory': stack.renderFolder });

    await stack.up();

    const printed = Object.keys(manifestsIn(stack.renderFolder)).map((object) => object.replace(/-env-.*/, '-env'));
    expect(printed.sort()).toEqual(objects);
    expect(changes(await stack.preview())).toEqual([]);
  } finally {
    await stack.remove();
  }
});
