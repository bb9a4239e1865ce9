import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { makeProject, type Project } from './workshop/project';
import { testLimit } from './workshop/run';
import { templateProject } from './workshop/template';
import { engines, generationNames, installed } from './workshop/versions';

jest.setTimeout(testLimit);

const offline = '--check-upgrade=false';

interface Printed {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: Record<string, unknown>;
}

describe.each(generationNames)(
  "the construct in a team's own, in the cdk8s-cli template with the %s versions",
  (generation) => {
    let project: Project;
    let printed: readonly Printed[];
    const specOf = (kind: string, name: string) =>
      printed.find((object) => object.kind === kind && object.metadata.name === name)?.spec;

    beforeAll(async () => {
      project = await makeProject(templateProject(generation));
      // CommonJS resolves as `node10` did: no `exports` is read, and `typesVersions` leads to the types.
      await project.succeed(['npm', 'run', 'compile']);
      await project.succeed(['npm', 'run', 'synth', '--', offline]);
      const text = readFileSync(join(project.folder, 'dist/platform.k8s.yaml'), 'utf8');
      printed = parseAllDocuments(text).map((document) => document.toJS() as Printed);
    });

    test.each(['shop', 'blog'])('type-checks, and prints every object of %s by its own name', (name) => {
      const names = printed.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
      const ofCluster = ['Service', 'Deployment', 'NetworkPolicy', 'PodDisruptionBudget'].map(
        (kind) => `${kind} ${name}`,
      );
      expect(names).toEqual(expect.arrayContaining([...ofCluster, `Service ${name}-headless`]));
    });

    test("prints into the chart's namespace", () => {
      expect(new Set(printed.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['tenants']));
    });

    test('discovery has the addresses of pods that are not ready', () => {
      expect(specOf('Service', 'shop-headless')).toMatchObject({ clusterIP: 'None', publishNotReadyAddresses: true });
    });

    test("the team's Secret is the cookie's, and its variables follow those of the cluster", () => {
      const text = JSON.stringify(specOf('Deployment', 'shop'));
      expect(text).toContain('"secretKeyRef":{"key":"erlang-cookie","name":"shop-secrets"}');
      expect(text).toContain('"secretKeyRef":{"key":"database-url","name":"shop-secrets"}');
    });

    test("the team's autoscaler takes over the replicas", () => {
      expect(specOf('HorizontalPodAutoscaler', 'platform-shop-autoscaler')).toMatchObject({
        scaleTargetRef: { kind: 'Deployment', name: 'shop' },
      });
      expect(specOf('Deployment', 'shop')).not.toHaveProperty('replicas');
    });

    test("the team's ingress leads to the client Service", () => {
      const backend = { service: { name: 'shop', port: { number: 4000 } } };
      expect(specOf('Ingress', 'platform-shop-service-ingress')).toMatchObject({
        rules: [{ http: { paths: [{ path: '/', backend }] } }],
      });
    });

    test("the team's other workload is let in by the cluster's policy", () => {
      const { ingress } = specOf('NetworkPolicy', 'shop') as { readonly ingress: readonly unknown[] };
      expect(ingress).toHaveLength(3);
    });
  },
);

test('a misspelt prop of a JavaScript user ends the synth with the right spelling, and writes nothing', async () => {
  const project = await makeProject({
    name: 'javascript',
    generation: 'newer',
    programs: 'javascript',
    dependencies: { ...engines.cdk8s('newer'), 'cdk8s-cli': installed('cdk8s-cli') },
  });
  const { code, output } = await project.run(['npx', 'cdk8s', 'synth', '--app', 'node main.mjs', offline]);
  expect(code).not.toBe(0);
  expect(output).toContain('replcas is not a known property. Did you mean replicas?');
  expect(output).toContain('http.prt is not a known property. Did you mean http.port?');
  expect(existsSync(join(project.folder, 'dist/shop.k8s.yaml'))).toBe(false);
});
