import type { Terminal } from '../terminal';
import { credentialsOf, type Credentials } from './credentials';
import { loadClient, loadKubeConfig, type Client } from './kube-config';
import type { ClusterOptions } from './options';

/** A cluster and a namespace in it, and how calls get there. */
export interface Connection {
  readonly namespace: string;
  readonly context: string;
  readonly server: string;
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
  return {
    namespace: options.namespace ?? config.getContextObject(context)?.namespace ?? 'default',
    context,
    server: config.getCurrentCluster()?.server ?? '',
    credentials: credentialsOf(config),
    client,
    hide: (secret) => {
      terminal.hide(secret);
    },
  };
}
