import type {
  AppsV1Api,
  Client,
  CoreV1Api,
  DiscoveryV1Api,
  KubeConfig,
  NetworkingV1Api,
  PolicyV1Api,
  RequestContext,
} from './client-node';
import { loadClient } from './client-node';
import { loadKubeConfig } from './kube-config';
import type { ClusterOptions } from './options';
import { withSharedAgent } from './shared-agent';

/** A cluster and a namespace in it, and the parts of the API that the commands need. */
export interface Connection {
  readonly namespace: string;
  readonly context: string;
  readonly server: string;
  readonly config: KubeConfig;
  readonly client: Client;
  readonly core: CoreV1Api;
  /** For what a pod answers through the API server, which a pod that hangs must not hold up for long. */
  readonly proxy: CoreV1Api;
  readonly apps: AppsV1Api;
  readonly discovery: DiscoveryV1Api;
  readonly networking: NetworkingV1Api;
  readonly policy: PolicyV1Api;
}

/** An answer of the API server takes milliseconds; after this long there is none. */
const requestSeconds = 5;

/** A node that works answers its probes in milliseconds. */
const proxySeconds = 3;

/** Reads the kubeconfig and makes the clients; nothing is asked of the cluster yet. */
export async function connect(options: ClusterOptions): Promise<Connection> {
  const client = await loadClient();
  const config = loadKubeConfig(client, options);
  const context = config.getCurrentContext();
  const server = config.getCurrentCluster()?.server ?? '';
  const credentials = withSharedAgent(config);
  const configure = (seconds: number) =>
    client.createConfiguration({
      baseServer: new client.ServerConfiguration(server, {}),
      authMethods: { default: credentials },
      promiseMiddleware: [
        { pre: (request) => Promise.resolve(bound(request, seconds)), post: (response) => Promise.resolve(response) },
      ],
    });
  const configuration = configure(requestSeconds);
  return {
    namespace: options.namespace ?? config.getContextObject(context)?.namespace ?? 'default',
    context,
    server,
    config,
    client,
    core: new client.CoreV1Api(configuration),
    proxy: new client.CoreV1Api(configure(proxySeconds)),
    apps: new client.AppsV1Api(configuration),
    discovery: new client.DiscoveryV1Api(configuration),
    networking: new client.NetworkingV1Api(configuration),
    policy: new client.PolicyV1Api(configuration),
  };
}

function bound(request: RequestContext, seconds: number): RequestContext {
  request.setSignal(AbortSignal.timeout(seconds * 1000));
  return request;
}
