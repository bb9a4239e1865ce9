import * as kubernetes from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { BeamCluster, type BeamClusterOptions } from 'beam-cluster/pulumi';

const config = new pulumi.Config();
const renderYamlToDirectory = config.require('renderTo');
const provider = new kubernetes.Provider('render', { renderYamlToDirectory, kubeconfig: '' });

const annotate: pulumi.ResourceTransform = ({ type, props, opts }) => {
  if (!type.startsWith('kubernetes:')) return undefined;
  const { metadata, ...rest } = props as { readonly metadata?: { readonly annotations?: object } };
  const annotations = { ...metadata?.annotations, seen: 'yes' };
  return { props: { ...rest, metadata: { ...metadata, annotations } }, opts };
};

const options: Readonly<Record<string, () => BeamClusterOptions>> = {
  none: () => ({}),
  protect: () => ({ protect: true }),
  retainOnDelete: () => ({ retainOnDelete: true }),
  aliases: () => ({ aliases: [{ name: 'api' }] }),
  ignoreChanges: () => ({ ignoreChanges: ['spec.replicas'] }),
  ignoreChangesOfWorkload: () => ({ resourceOptions: { workload: { ignoreChanges: ['spec.replicas'] } } }),
  dependsOn: () => ({ dependsOn: new kubernetes.core.v1.ConfigMap('first', { data: {} }, { provider }) }),
  provider: () => ({
    provider: new kubernetes.Provider('elsewhere', {
      renderYamlToDirectory: config.require('elsewhere'),
      kubeconfig: '',
    }),
  }),
  transforms: () => ({ transforms: [annotate] }),
};

new BeamCluster(
  config.get('component') ?? 'api',
  {
    name: 'api',
    namespace: 'shop',
    image: 'ghcr.io/acme/api:1.0.0',
    replicas: config.getNumber('replicas') ?? 3,
    http: { port: 4000 },
  },
  { provider, ...options[config.get('options') ?? 'none']?.() },
);
