import * as kubernetes from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { BeamCluster } from 'beam-cluster/pulumi';

const config = new pulumi.Config();
const renderTo = config.get('renderTo');
const provider =
  renderTo === undefined
    ? undefined
    : new kubernetes.Provider('render', { renderYamlToDirectory: renderTo, kubeconfig: '' });

const cluster = new BeamCluster(
  'rsolv-api',
  {
    image: config.require('image'),
    namespace: config.require('namespace'),
    replicas: config.getBoolean('external') === true ? 'external' : 3,
    http: { port: 4000, healthPath: '/health' },
    env: { GREETING: config.require('greeting') },
    secrets: { TOKEN: config.requireSecret('token') },
  },
  provider === undefined ? {} : { provider },
);

export const cookie = cluster.cookie?.stringData;
