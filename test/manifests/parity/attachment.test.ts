import * as kubernetes from '@pulumi/kubernetes';
import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { BeamCluster as Cdk8sCluster } from 'beam-cluster/cdk8s';
import { BeamCluster as PulumiCluster } from 'beam-cluster/pulumi';
import { attachmentRows } from './attachment-rows';
import { registered, synthesized, type Manifests } from './printing';

type Row = (typeof attachmentRows)[string];

const selector = { app: 'shop' };
const cookie = { secretName: 'beam' };

function attachedByCdk8s({ replicas, graceSeconds = 30, preStopSeconds, ...row }: Row): Manifests {
  return synthesized((chart) => {
    const workload = new kplus.Deployment(chart, 'Deployment', {
      metadata: { name: 'shop' },
      podMetadata: { labels: selector },
      select: false,
      ...(typeof replicas === 'number' ? { replicas } : {}),
      terminationGracePeriod: Duration.seconds(graceSeconds),
      containers: [
        { name: 'shop', image: 'acme/shop', ...(preStopSeconds === undefined ? {} : sleep(preStopSeconds)) },
      ],
    });
    workload.select(kplus.LabelSelector.of({ labels: selector }));
    Cdk8sCluster.attach(chart, 'api', { workload, cookie, ...row });
  });
}

function sleep(seconds: number): Pick<kplus.ContainerProps, 'lifecycle'> {
  return { lifecycle: { preStop: kplus.Handler.fromCommand(['sleep', String(seconds)]) } };
}

async function attachedByPulumi(row: Row): Promise<Manifests> {
  return registered(() => {
    const { fragments } = PulumiCluster.attach('api', { selector, cookie, ...row });
    new kubernetes.apps.v1.Deployment('shop', {
      metadata: { name: 'shop' },
      spec: {
        selector: { matchLabels: selector },
        template: {
          metadata: { labels: fragments.labels, annotations: fragments.annotations },
          spec: {
            containers: [
              {
                name: 'shop',
                image: 'acme/shop',
                env: fragments.env,
                ports: fragments.ports,
                volumeMounts: fragments.volumeMounts,
                ...fragments.probes,
              },
            ],
            volumes: fragments.volumes,
          },
        },
      },
    });
  });
}

interface Pods {
  readonly spec: {
    readonly template: {
      readonly metadata: { readonly labels: object; readonly annotations: object };
      readonly spec: { readonly containers: readonly object[]; readonly volumes: readonly object[] };
    };
  };
}

/** What clustering added: cdk8s-plus states more about a container than a user of Pulumi does. */
function addedTo(printed: Manifests) {
  const { metadata, spec } = (printed['Deployment/shop'] as unknown as Pods).spec.template;
  const { env, ports, volumeMounts, startupProbe, readinessProbe, livenessProbe } = spec.containers[0] as Record<
    string,
    unknown
  >;
  const container = { env, ports, volumeMounts, startupProbe, readinessProbe, livenessProbe };
  // cdk8s-plus labels every pod with the address of its construct.
  const labels = { ...metadata.labels, 'cdk8s.io/metadata.addr': undefined };
  return { labels, annotations: metadata.annotations, volumes: spec.volumes, container };
}

describe('both engines add the same to a workload that exists, and make the same around it', () => {
  test.each(Object.entries(attachmentRows))('%s', async (_name, row) => {
    const byCdk8s = attachedByCdk8s(row);
    const byPulumi = await attachedByPulumi(row);
    const { 'Deployment/shop': _cdk8s, ...around } = byCdk8s;
    const { 'Deployment/shop': _pulumi, ...aroundPulumi } = byPulumi;

    expect(aroundPulumi).toEqual(around);
    expect(addedTo(byPulumi)).toEqual(addedTo(byCdk8s));
  });
});
