import { deploy, type Deployment } from './pulumi-engine-stand-in/deploy';
import { secret, secretMark, unknownPaths } from './pulumi-engine-stand-in/wire';
import { makeProject, type Project } from './workshop/project';
import { testLimit } from './workshop/run';
import { commonJs, compiler, engines, generationNames } from './workshop/versions';

jest.setTimeout(testLimit);

const types = {
  secret: 'kubernetes:core/v1:Secret',
  deployment: 'kubernetes:apps/v1:Deployment',
  statefulSet: 'kubernetes:apps/v1:StatefulSet',
  component: 'beam-cluster:index:BeamCluster',
};

describe.each(generationNames)("the component in a team's own, with the %s versions", (generation) => {
  let project: Project;

  beforeAll(async () => {
    project = await makeProject({
      name: `pulumi-${generation}`,
      generation,
      programs: 'pulumi',
      dependencies: { ...engines.pulumi(generation), ...compiler(generation) },
      files: {
        'tsconfig.json': {
          compilerOptions: { ...commonJs(generation), target: 'ES2020', strict: true },
        },
        'Pulumi.yaml': 'name: team\nmain: index.js\nruntime: { name: nodejs, options: { typescript: false } }\n',
      },
    });
    await project.succeed(['npx', 'tsc']);
  });

  test("type-checks in CommonJS, and registers under Pulumi's mocks", async () => {
    const registered = JSON.parse(await project.succeed(['node', 'under-mocks.js'])) as readonly {
      readonly type: string;
      readonly name: string;
      readonly inputs: unknown;
    }[];
    expect(registered.map(({ type, name }) => `${type} ${name}`).sort()).toEqual(expected);
    const deployment = registered.find(({ type }) => type === types.deployment);
    const containers = [{ image: 'registry.example/shop:0a1b2c3d' }];
    expect(deployment?.inputs).toMatchObject({ spec: { replicas: 5, template: { spec: { containers } } } });
  });

  describe('deployed by a stand-in for the engine', () => {
    let deployment: Deployment;

    beforeAll(async () => {
      deployment = await deploy(project.folder, { environment: project.environment });
    });

    test('is below the component of the team', () => {
      expect(deployment).toMatchObject({ code: 0, logs: [] });
      const platform = deployment.find('team:index:Platform', 'platform');
      expect(deployment.find(types.component, 'shop')).toMatchObject({ parent: platform.urn, inputs: {} });
    });

    test('sends the generated cookie as a secret', () => {
      const { inputs, secretOutputs } = deployment.find(types.secret, 'shop-erlang-cookie');
      expect(inputs).toMatchObject({ stringData: secret({ 'erlang-cookie': 'a-generated-cookie' }) });
      expect(secretOutputs).toEqual(expect.arrayContaining(['data', 'stringData']));
    });

    test('waits for the Secret of the cookie, and yet has no property of it', () => {
      const cookie = deployment.find(types.secret, 'shop-erlang-cookie');
      const { dependencies, propertyDependencies } = deployment.find(types.deployment, 'shop');
      expect(dependencies).toContain(cookie.urn);
      expect(Object.values(propertyDependencies).flat()).not.toContain(cookie.urn);
    });

    test('sends secret variables as a secret, and the workload has their name alone', () => {
      const url = 'ecto://user:password@db/blog';
      expect(deployment.find(types.secret, 'blog-env').inputs).toMatchObject({
        stringData: secret({ DATABASE_URL: url }),
      });
      const workload = JSON.stringify(deployment.find(types.statefulSet, 'blog').inputs);
      expect(workload).toContain('"secretRef":{"name":"blog-env-0a1b2c3d"}');
      expect(workload).not.toContain(url);
      expect(workload).not.toContain(secretMark);
    });
  });

  test('in a preview, an image that is not known yet leaves everything else known', async () => {
    const preview = await deploy(project.folder, { preview: true, environment: project.environment });
    expect(unknownPaths(preview.find(types.deployment, 'shop').inputs)).toEqual([
      'spec.template.spec.containers.0.image',
    ]);
    const others = preview.registrations.filter(({ type }) => /Service|NetworkPolicy|Budget/.test(type));
    expect(others.flatMap(({ inputs }) => unknownPaths(inputs))).toEqual([]);
    expect(others).toHaveLength(8);
  });
});

const around = (name: string) => [
  `kubernetes:core/v1:Service ${name}`,
  `kubernetes:core/v1:Service ${name}-headless`,
  `kubernetes:networking.k8s.io/v1:NetworkPolicy ${name}`,
  `kubernetes:policy/v1:PodDisruptionBudget ${name}`,
  `${types.component} ${name}`,
];

const expected = [
  ...around('shop'),
  ...around('blog'),
  `${types.deployment} shop`,
  `${types.statefulSet} blog`,
  `${types.secret} shop-erlang-cookie`,
  `${types.secret} blog-env`,
  'random:index/randomId:RandomId tag',
  'random:index/randomPassword:RandomPassword shop-erlang-cookie',
  'team:index:Platform platform',
].sort();
