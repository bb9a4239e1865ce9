/** What the commands need of the client of Kubernetes. In the package this file has all of it; see `packaging/bundle-client.ts`. */
export {
  AppsV1Api,
  CoreV1Api,
  DiscoveryV1Api,
  Exec,
  KubeConfig,
  NetworkingV1Api,
  PatchStrategy,
  PolicyV1Api,
  ServerConfiguration,
  V1Secret,
  createConfiguration,
  setHeaderOptions,
} from '@kubernetes/client-node';
