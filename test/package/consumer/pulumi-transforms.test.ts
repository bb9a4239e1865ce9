import { deploy, type Deployment } from './pulumi-engine-stand-in/deploy';
import { secret } from './pulumi-engine-stand-in/wire';
import { makeProject } from './workshop/project';
import { testLimit } from './workshop/run';
import { compiler, engines } from './workshop/versions';

jest.setTimeout(testLimit);

// Only newer engines know this option; mocks know it not at all.
describe("a user's `transforms` on the component", () => {
  let deployment: Deployment;

  beforeAll(async () => {
    const project = await makeProject({
      name: 'pulumi-transforms',
      generation: 'newest',
      programs: 'pulumi-transforms',
      dependencies: { ...engines.pulumi('newest'), ...compiler('newest') },
      files: {
        'tsconfig.json': { compilerOptions: { module: 'Node16', target: 'ES2022', strict: true } },
        'Pulumi.yaml': 'name: team\nmain: index.js\nruntime: { name: nodejs, options: { typescript: false } }\n',
      },
    });
    await project.succeed(['npx', 'tsc']);
    deployment = await deploy(project.folder, { environment: project.environment });
  });

  test('are told the type and the name of the component and of each of its children', () => {
    expect({ code: deployment.code, told: [...deployment.logs].sort() }).toEqual({ code: 0, told });
  });

  test('change a child: the Deployment has the label beside its own', () => {
    const { inputs } = deployment.find('kubernetes:apps/v1:Deployment', 'shop');
    const labels = { app: 'shop', 'example.com/cost-centre': '4711' };
    expect(inputs).toMatchObject({ spec: { replicas: 3, template: { metadata: { labels } } } });
  });

  test('leave the rest as it is: an order stays an order, and a secret a secret', () => {
    const cookie = deployment.find('kubernetes:core/v1:Secret', 'shop-erlang-cookie');
    expect(cookie.inputs).toMatchObject({ stringData: secret({ 'erlang-cookie': 'a-generated-cookie' }) });
    expect(deployment.find('kubernetes:apps/v1:Deployment', 'shop').dependencies).toContain(cookie.urn);
    expect(JSON.stringify(deployment.registrations).match(/cost-centre/g)).toHaveLength(1);
  });
});

const told = [
  'beam-cluster:index:BeamCluster shop',
  'kubernetes:apps/v1:Deployment shop',
  'kubernetes:core/v1:Secret shop-erlang-cookie',
  'kubernetes:core/v1:Service shop-headless',
  'kubernetes:networking.k8s.io/v1:NetworkPolicy shop',
  'kubernetes:policy/v1:PodDisruptionBudget shop',
  'random:index/randomPassword:RandomPassword shop-erlang-cookie',
];
