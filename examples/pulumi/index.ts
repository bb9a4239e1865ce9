import { resolve } from 'node:path';
import * as kubernetes from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { BeamCluster } from 'beam-cluster/pulumi';

// After `pulumi config set renderTo dist/pulumi`, Pulumi writes the manifests there and contacts no cluster.
const renderTo = new pulumi.Config().get('renderTo');
const provider =
  renderTo === undefined
    ? undefined
    : new kubernetes.Provider('render', {
        renderYamlToDirectory: resolve(pulumi.getRootDirectory(), renderTo),
        // Otherwise, the provider reads KUBECONFIG, and refuses it next to a folder.
        kubeconfig: '',
      });

const cluster = new BeamCluster(
  'rsolv-api',
  {
    image: 'ghcr.io/rsolv/rsolv-api:1.0.0',
    replicas: 3,
    http: { port: 4000, healthPath: '/health' },
    cookie: { secretName: 'rsolv-api-secrets', key: 'erlang-cookie' },
    env: { PHX_HOST: 'api.rsolv.dev' },
  },
  provider === undefined ? {} : { provider },
);

export const workload = cluster.workload.metadata.name;
export const discovery = cluster.discovery.metadata.name;
