import { isAbsolute, join } from 'node:path';
import { deploy, type Deployment } from './pulumi-engine-stand-in/deploy';
import { builtCheckout } from './workshop/folder';
import { testLimit } from './workshop/run';

jest.setTimeout(testLimit);

const componentType = 'beam-cluster:index:BeamCluster';

const children = [
  ['kubernetes:core/v1:Service', 'rsolv-api-headless'],
  ['kubernetes:core/v1:Service', 'rsolv-api'],
  ['kubernetes:networking.k8s.io/v1:NetworkPolicy', 'rsolv-api'],
  ['kubernetes:policy/v1:PodDisruptionBudget', 'rsolv-api'],
  ['kubernetes:apps/v1:Deployment', 'rsolv-api'],
] as const;

describe("the project's own Pulumi program, run by Pulumi's runner against a stand-in for the engine", () => {
  let deployment: Deployment;

  beforeAll(async () => {
    deployment = await deploy(builtCheckout());
  });

  test('ends well, with nothing to say', () => {
    expect(deployment).toMatchObject({ code: 0, logs: [] });
  });

  test('is the one that Pulumi.yaml names, and not the entry of the package', () => {
    expect(deployment.registrations.map(({ type }) => type)).toContain(componentType);
  });

  test('registers the component without inputs, below the stack', () => {
    const component = deployment.find(componentType, 'rsolv-api');
    expect(component.parent).toBe(deployment.find('pulumi:pulumi:Stack', 'rsolv-api-dev').urn);
    expect(component).toMatchObject({ custom: false, inputs: {} });
  });

  test.each(children)('registers %s %s below the component, and nothing else', (type, name) => {
    const component = deployment.find(componentType, 'rsolv-api');
    expect(deployment.find(type, name)).toMatchObject({ custom: true, parent: component.urn });
    expect(deployment.registrations).toHaveLength(children.length + 2);
  });
});

test('with renderTo set, a provider that renders into a folder of the project is what every child uses', async () => {
  const deployment = await deploy(builtCheckout(), { config: { renderTo: 'dist/pulumi' } });
  const provider = deployment.find('pulumi:providers:kubernetes', 'render');
  const { renderYamlToDirectory: folder } = provider.inputs as { readonly renderYamlToDirectory: string };
  expect(isAbsolute(folder)).toBe(true);
  expect(folder).toBe(join(builtCheckout(), 'dist/pulumi'));
  for (const [type, name] of children) {
    expect(deployment.find(type, name).provider).toBe(`${provider.urn}::render`);
  }
});
