import type { Terminal } from '../terminal';
import { credentialsOf, type Credentials } from './credentials';
import { loadClient, loadKubeConfig, type Client, type KubeConfig } from './kube-config';
import type { ClusterOptions } from './options';
import { proxyFor, type Proxy } from './proxy';

/** A cluster and a namespace in it, and how calls get there. */
export interface Connection {
  readonly namespace: string;
  readonly context: string;
  readonly server: string;
  /** The proxy on the way to it, if there is one. */
  readonly proxy?: Proxy;
  readonly credentials: Credentials;
  readonly client: Client;
  /** To be called with each secret that is read, so that it is never printed. */
  readonly hide: (secret: Buffer | string) => void;
}

/** Reads the kubeconfig; nothing is asked of the cluster yet. */
export async function connect(options: ClusterOptions, terminal: Pick<Terminal, 'hide'>): Promise<Connection> {
  const client = await loadClient();
  const config = loadKubeConfig(client, options);
  const context = config.getCurrentContext();
  const proxy = useProxy(config);
  return {
    namespace: options.namespace ?? config.getContextObject(context)?.namespace ?? 'default',
    context,
    server: config.getCurrentCluster()?.server ?? '',
    ...(proxy === undefined ? {} : { proxy }),
    credentials: credentialsOf(config),
    client,
    hide: (secret) => {
      terminal.hide(secret);
    },
  };
}

/** The proxy of the kubeconfig, or else that of the environment, which the client does not read. */
function useProxy(config: KubeConfig): Proxy | undefined {
  const cluster = config.getCurrentCluster();
  if (cluster === null) return undefined;
  if (cluster.proxyUrl !== undefined) return { url: cluster.proxyUrl, source: 'the kubeconfig' };
  const proxy = proxyFor(cluster.server, process.env);
  if (proxy !== undefined) Object.assign(cluster, { proxyUrl: proxy.url });
  return proxy;
}
