import * as kubernetes from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { BeamCluster, type BeamClusterOptions } from 'beam-cluster/pulumi';

const config = new pulumi.Config();
const renderYamlToDirectory = config.require('renderTo');
const provider = new kubernetes.Provider('render', { renderYamlToDirectory, kubeconfig: '' });

const options: Readonly<Record<string, BeamClusterOptions>> = {
  none: {},
  protect: { protect: true },
  retainOnDelete: { retainOnDelete: true },
  aliases: { aliases: [{ name: 'api' }] },
};

new BeamCluster(
  config.get('component') ?? 'api',
  {
    name: 'api',
    namespace: 'shop',
    image: 'ghcr.io/acme/api:1.0.0',
    replicas: 3,
    http: { port: 4000 },
  },
  { provider, ...options[config.get('options') ?? 'none'] },
);
