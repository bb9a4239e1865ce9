import type { Base, Decision, Target } from './feature';
import { annotations } from './features/annotations';
import { autoscaling } from './features/autoscaling';
import { command } from './features/command';
import { cookie } from './features/cookie';
import { discovery } from './features/discovery';
import { dnsCluster } from './features/dns-cluster';
import { disruption } from './features/disruption';
import { drain, grace } from './features/drain';
import { environment } from './features/environment';
import { crashDump, remoteConsole, temporaryFiles } from './features/files';
import { http } from './features/http';
import { identity } from './features/identity';
import { image } from './features/image';
import { ingress } from './features/ingress';
import { initContainers } from './features/init-containers';
import { networkPolicy } from './features/network-policy';
import { podContainers } from './features/pod-containers';
import { ports } from './features/ports';
import { probes } from './features/probes';
import { replicas } from './features/replicas';
import { resources } from './features/resources';
import { rollout } from './features/rollout';
import { route } from './features/route';
import { scheduling } from './features/scheduling';
import { schedules } from './features/schedules';
import { secrets } from './features/secrets';
import { security } from './features/security';
import { givenSelector, ownSelector } from './features/selector';
import { serviceAccount } from './features/service-account';
import { service } from './features/service';
import { sidecars } from './features/sidecars';
import { spread } from './features/spread';
import { tasks } from './features/tasks';
import { volumes } from './features/volumes';
import { vmFlags } from './features/vm-flags';
import { workload } from './features/workload';
import type { AttachmentProps, BeamClusterPropsWithSecrets } from './props';
import type { Report } from './schema';

/** Every feature, in the order in which they decide. One that needs what another one settles comes after it. */
export const features = [
  workload,
  identity,
  givenSelector,
  ownSelector,
  sidecars,
  initContainers,
  autoscaling,
  replicas,
  image,
  http,
  ports,
  cookie,
  discovery,
  vmFlags,
  disruption,
  service,
  ingress,
  route,
  probes,
  networkPolicy,
  environment,
  secrets,
  dnsCluster,
  command,
  annotations,
  resources,
  rollout,
  drain,
  grace,
  temporaryFiles,
  crashDump,
  remoteConsole,
  volumes,
  spread,
  scheduling,
  security,
  podContainers,
  tasks,
  schedules,
  serviceAccount,
] as const;

type AnyFeature = (typeof features)[number];
type Of<F, T extends Target> = F extends { readonly appliesTo: readonly (infer A)[] }
  ? T extends A
    ? F
    : never
  : never;
type Keys<F> = F extends { readonly schema: infer S } ? keyof S : never;

/** Names of the properties of a cluster, or of an attachment. */
export type PropertyOf<T extends Target> = Keys<Of<AnyFeature, T>>;

interface Both<Cluster, Attachment> {
  readonly cluster: Cluster;
  readonly attachment: Attachment;
}

// What the compiler proves. First: each feature needs only what earlier ones settle, in a cluster and in an attachment.
type Ordered<List extends readonly unknown[], T extends Target, Settled> = List extends readonly [
  infer F,
  ...infer Rest,
]
  ? Of<F, T> extends never
    ? Ordered<Rest, T, Settled>
    : F extends { readonly decide: (props: never, context: infer Needs, report: Report) => Decision<infer Gives> }
      ? Settled extends Needs
        ? Ordered<Rest, T, Settled & Gives>
        : { readonly needsWhatIsSettledLater: F }
      : never
  : true;
export const inOrder: Both<Ordered<typeof features, 'cluster', Base>, Ordered<typeof features, 'attachment', Base>> = {
  cluster: true,
  attachment: true,
};

// Second: the features and the interfaces of the props have the same properties.
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
export const complete: Both<
  Same<keyof BeamClusterPropsWithSecrets<unknown>, PropertyOf<'cluster'>>,
  Same<keyof AttachmentProps<unknown>, PropertyOf<'attachment'>>
> = { cluster: true, attachment: true };
