/** The client of Kubernetes, which is ESM: its types, and how the first command that asks a cluster loads it. */
export type {
  AppsV1Api,
  CoreV1Api,
  CoreV1Event,
  DiscoveryV1Api,
  KubeConfig,
  NetworkingV1Api,
  PolicyV1Api,
  RequestContext,
  SecurityAuthentication,
  V1Container,
  V1ContainerStatus,
  V1Deployment,
  V1EndpointSlice,
  V1EnvVar,
  V1LabelSelector,
  V1NetworkPolicy,
  V1NetworkPolicyPeer,
  V1NetworkPolicyPort,
  V1Node,
  V1Pod,
  V1PodDisruptionBudget,
  V1PodTemplateSpec,
  V1Probe,
  V1ReplicaSet,
  V1Secret,
  V1Service,
  V1StatefulSet,
  V1Status,
} from '@kubernetes/client-node' with { 'resolution-mode': 'import' };

export const loadClient = () => import('./kubernetes-client.mjs');

export type Client = Awaited<ReturnType<typeof loadClient>>;
