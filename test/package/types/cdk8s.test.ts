import * as pulumi from '@pulumi/pulumi';
import * as kplus from 'cdk8s-plus-28';
import { Testing, type ApiObject, type ApiObjectMetadataDefinition } from 'cdk8s';
import { Construct } from 'constructs';
import { BeamCluster, type AttachProps, type BeamClusterProps, type HttpProps } from 'beam-cluster/cdk8s';

/** What the compiler refuses. Each mark fails the type check as soon as it accepts the line below it. */

const later = pulumi.output('acme/api:1.0.0');
const props = (given: BeamClusterProps): BeamClusterProps => given;
const image = 'acme/api:1.0.0';

export const refused = [
  // @ts-expect-error an image is needed
  () => props({}),
  // @ts-expect-error cdk8s prints at once, so it cannot take a value that is only known later
  () => props({ image: later }),
  // @ts-expect-error the same for a namespace
  () => props({ image, namespace: later }),
  // @ts-expect-error the same for a variable
  () => props({ image, env: { A: later } }),
  // @ts-expect-error the same for an annotation
  () => props({ image, annotations: { a: later } }),
  // @ts-expect-error a mistyped property
  () => props({ image, replica: 3 }),
  // @ts-expect-error a mistyped property inside another
  () => props({ image, http: { port: 4000, healtPath: '/' } }),
  // @ts-expect-error HTTP is at a port
  () => props({ image, http: { healthPath: '/' } }),
  // @ts-expect-error a kind of workload that has no clusters
  () => props({ image, workload: 'DaemonSet' }),
  // @ts-expect-error a literal cookie
  () => props({ image, cookie: 'KMQYTAZXSJUQVLIWOHPB' }),
  // @ts-expect-error secrets by value, which would be printed
  () => props({ image, secrets: { DATABASE_URL: 'postgres://' } }),
  // @ts-expect-error a number as a variable
  () => props({ image, env: { PORT: 4000 } }),
  // @ts-expect-error true is no budget
  () => props({ image, disruptionBudget: true }),
  // @ts-expect-error an attachment has a workload
  (): AttachProps => ({ http: { port: 4000 } }),
  // @ts-expect-error an attachment's workload has an image already
  (workload: kplus.Deployment): AttachProps => ({ workload, image }),
  // @ts-expect-error the selector is that of the workload
  (workload: kplus.Deployment): AttachProps => ({ workload, selector: { app: 'shop' } }),
  // @ts-expect-error a handle cannot be replaced
  (cluster: BeamCluster, other: BeamCluster) => (cluster.workload = other.workload),
];

/** The private members of a class make it another type than the same class of another version. */
declare class OtherContainer {
  private readonly secret: string;
  readonly name: string;
  readonly image: string;
  get ports(): { readonly number: number; readonly name?: string }[];
}
declare class OtherDeployment extends Construct {
  private readonly secret: string;
  readonly podMetadata: ApiObjectMetadataDefinition;
  get matchLabels(): Record<string, string>;
  get containers(): OtherContainer[];
}

export const ofAnotherVersion = (workload: OtherDeployment, container: OtherContainer): AttachProps => ({
  workload,
  container,
});

/** The types of the handles follow from the props. */
export const handles = (scope: Construct, given: BeamClusterProps, budget: false | { maxUnavailable: number }) => {
  const http = new BeamCluster(scope, 'http', { image, http: { port: 4000 } });
  const service: kplus.Service = http.service;
  const policy: kplus.NetworkPolicy = http.networkPolicy;
  const without = new BeamCluster(scope, 'without', {
    image,
    http: { port: 4000 },
    service: false,
    networkPolicy: false,
  });
  const none: [undefined, undefined] = [without.service, without.networkPolicy];
  const maybe = new BeamCluster(scope, 'maybe', { image, disruptionBudget: budget });
  // @ts-expect-error without http there is no Service
  const noHttp: kplus.Service = maybe.service;
  // @ts-expect-error the budget may be false
  const noBudget: ApiObject = maybe.budget;
  // @ts-expect-error nothing is known of props that may be anything
  const unknown: kplus.Service = new BeamCluster(scope, 'any', given).service;
  // @ts-expect-error a mistyped property
  new BeamCluster(scope, 'typo', { image, htpp: { port: 4000 } });
  // @ts-expect-error a mistyped property inside one that decides
  new BeamCluster(scope, 'inner', { image, http: { port: 4000, healtPath: '/' } });
  const hosts = ['shop.example.com'];
  const served = new BeamCluster(scope, 'served', { image, http: { port: 4000 }, ingress: { hosts } });
  const ingress: ApiObject = served.ingress;
  // @ts-expect-error without route there is no HTTPRoute
  const noRoute: ApiObject = served.route;
  const any: BeamCluster[] = [http, without, maybe];
  const typed: BeamCluster<{ http: HttpProps }> = http;
  const certain: [kplus.Service, kplus.NetworkPolicy] = [typed.service, typed.networkPolicy];
  return { service, policy, ingress, noRoute, none, noHttp, noBudget, unknown, any, certain };
};

test('what the compiler accepts becomes a cluster', () => {
  const chart = Testing.chart();
  const secret = kplus.Secret.fromSecretName(chart, 'Secret', 'beam');
  const accepted: BeamClusterProps[] = [
    { image },
    { image, cookie: secret },
    { image, cookie: { secret, key: 'cookie' } },
    { image, cookie: { secretName: 'beam' } },
    { image, env: { A: 'a', B: kplus.EnvValue.fromValue('b'), C: { fieldRef: { fieldPath: 'metadata.name' } } } },
    { image, workload: 'StatefulSet', disruptionBudget: false, networkPolicy: false, spread: false },
  ];

  for (const [index, given] of accepted.entries()) {
    expect(new BeamCluster(chart, `api-${index}`, given).node.validate()).toEqual([]);
  }
  expect(refused).toHaveLength(17);
});
