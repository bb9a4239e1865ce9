import * as kubernetes from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { BeamCluster, type BeamClusterArgs, type BeamClusterAttachmentArgs } from 'beam-cluster/pulumi';
import { record } from '../../unit/pulumi/engine';

/** What the compiler refuses. Each mark fails the type check as soon as it accepts the line below it. */

const later = pulumi.output('acme/api:1.0.0');
const three = pulumi.output(3);
const image = 'acme/api:1.0.0';
const args = (given: BeamClusterArgs): BeamClusterArgs => given;
const attached = (given: BeamClusterAttachmentArgs): BeamClusterAttachmentArgs => given;

export const refused = [
  // @ts-expect-error an image is needed
  () => args({}),
  // @ts-expect-error how many nodes there are is known at once
  () => args({ image, replicas: three }),
  // @ts-expect-error the same for ports
  () => args({ image, http: { port: three } }),
  // @ts-expect-error the same for a kind
  () => args({ image, workload: pulumi.output('Deployment') }),
  // @ts-expect-error the same for names, which other objects are found by
  () => args({ image, name: later }),
  // @ts-expect-error the same for labels
  () => args({ image, labels: { team: later } }),
  // @ts-expect-error the same for the whole environment
  () => args({ image, env: pulumi.output({ A: 'b' }) }),
  // @ts-expect-error a mistyped property
  () => args({ image, replica: 3 }),
  // @ts-expect-error a kind of workload that has no clusters
  () => args({ image, workload: 'DaemonSet' }),
  // @ts-expect-error a literal cookie
  () => args({ image, cookie: later }),
  // @ts-expect-error an attachment has a selector
  () => attached({}),
  // @ts-expect-error and it is known at once
  () => attached({ selector: pulumi.output({ app: 'shop' }) }),
  // @ts-expect-error a workload that exists has an image already
  () => attached({ selector: { app: 'shop' }, image }),
];

/** The types of the handles follow from the args. */
export const handles = (given: BeamClusterArgs) => {
  const http = new BeamCluster('http', { image: later, http: { port: 4000 } });
  const service: kubernetes.core.v1.Service = http.service;
  const policy: kubernetes.networking.v1.NetworkPolicy = http.networkPolicy;
  const without = new BeamCluster('without', { image, http: { port: 4000 }, service: false, disruptionBudget: false });
  const none: [undefined, undefined] = [without.service, without.budget];
  // @ts-expect-error without http there is no Service
  const noHttp: kubernetes.core.v1.Service = new BeamCluster('no-http', { image }).service;
  // @ts-expect-error nothing is known of args that may be anything
  const unknown: kubernetes.core.v1.Service = new BeamCluster('any', given).service;
  const attachedService: kubernetes.core.v1.Service = BeamCluster.attach('attached', {
    selector: { app: 'shop' },
    http: { port: 4000 },
  }).service;
  return { service, policy, none, noHttp, unknown, attachedService };
};

test('what the compiler accepts becomes a cluster', async () => {
  const accepted: BeamClusterArgs[] = [
    { image: later },
    { image: Promise.resolve(image), namespace: later, annotations: { a: later } },
    { image, env: { A: later, B: { secretKeyRef: { name: later, key: 'b' } } } },
    { image, secrets: [later, 'db'], envFrom: [{ configMapName: later }] },
    { image, secrets: { A: later, B: 'b', C: pulumi.secret('c') } },
    { image, cookie: { secretName: later }, serviceAccount: { name: later }, imagePullSecrets: [later] },
    { image, command: [later], args: ['a', later] },
  ];

  for (const given of accepted) {
    const { made } = await record(() => new BeamCluster('api', given));
    const workload: kubernetes.apps.v1.Deployment | kubernetes.apps.v1.StatefulSet = made.workload;
    expect(workload).toBeInstanceOf(kubernetes.apps.v1.Deployment);
  }
  expect(refused).toHaveLength(13);
});
