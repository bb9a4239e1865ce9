import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import * as ts from 'typescript';
import { manifests, modelCluster, type BeamClusterProps, type ClusterModel } from 'beam-cluster/model';
import { admitLikeRestrictedV2 } from '../../support/restricted-v2-stand-in';
import { schemaViolations } from '../../manifests/fuzz/api-models';
import { clusterViolations } from '../../manifests/fuzz/cluster-invariants';

/** The props of each block of a page, by the heading above it. */
function propsOn(page: string): readonly (readonly [heading: string, props: BeamClusterProps])[] {
  const text = readFileSync(join(__dirname, '../../../docs', page), 'utf8');
  return text.split(/^## /m).flatMap((section) => {
    const [, code] = /^```ts\n(.*?)^```$/ms.exec(section) ?? [];
    if (code === undefined) return [];
    const { outputText } = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
    const exports: { props?: BeamClusterProps } = {};
    runInNewContext(outputText, { exports });
    // Plain data of this context.
    const props = JSON.parse(JSON.stringify(exports.props)) as BeamClusterProps;
    return [[section.slice(0, section.indexOf('\n')), props] as const];
  });
}

const print = (props: BeamClusterProps): ClusterModel => modelCluster('shop', props);
const platforms = new Map(propsOn('platforms.md'));

function on(platform: string): ClusterModel {
  const props = platforms.get(platform);
  if (props === undefined) throw new Error(`docs/platforms.md has no props for ${platform}.`);
  return print(props);
}

const pages = ['platforms.md', 'ingress.md', 'session-affinity.md'];

describe.each(pages)('the props of %s', (page) => {
  test.each(propsOn(page))('become manifests: %s', (_heading, props) => {
    const model = print(props);

    expect([...manifests(model).flatMap(schemaViolations), ...clusterViolations(model)]).toEqual([]);
  });
});

test('every platform of the page has props', () => {
  expect([...platforms.keys()]).toEqual(['OpenShift', 'GKE Autopilot', 'EKS', 'AKS', 'k3s']);
});

describe('on OpenShift', () => {
  const podOf = (model: ClusterModel) => model.objects.workload.spec.template.spec;

  test('the rules of restricted-v2 admit the pods, and give them a user', () => {
    expect(admitLikeRestrictedV2(podOf(on('OpenShift')))).toEqual({ refusals: [], user: 1_000_680_000 });
  });

  test('they refuse the default, which has a user of its own', () => {
    const pod = podOf(print({ image: 'acme/shop:1.0.0' }));

    expect(admitLikeRestrictedV2(pod).refusals).toEqual([
      'runAsUser of the pod 65534 is not in the range of the namespace',
      'fsGroup 65534 is not in the range of the namespace',
      'runAsUser of shop 65534 is not in the range of the namespace',
    ]);
  });

  test('the nodes reach DNS on its port, over UDP and TCP', () => {
    expect(on('OpenShift').objects.networkPolicy?.spec.egress).toContainEqual({
      ports: [
        { port: 53, protocol: 'UDP' },
        { port: 53, protocol: 'TCP' },
        { port: 5353, protocol: 'UDP' },
        { port: 5353, protocol: 'TCP' },
      ],
    });
  });
});
