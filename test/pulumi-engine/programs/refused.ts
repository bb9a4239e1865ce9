import * as kubernetes from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { BeamCluster } from 'beam-cluster/pulumi';

const config = new pulumi.Config();
const renderYamlToDirectory = config.require('renderTo');
const provider = new kubernetes.Provider('render', { renderYamlToDirectory, kubeconfig: '' });
const args = { image: 'ghcr.io/acme/api:1.0.0', http: { port: 4000 } };

const mistakes = {
  args: () => new BeamCluster('api', { ...args, replicas: 0, cookie: 'KMQYTAZXSJUQVLIWOHPB' as never }, { provider }),
  attachment: () => BeamCluster.attach('api', { selector: {} }, { provider }),
  options: () => new BeamCluster('api', args, { provider, resourceOptions: { worklod: {} } as never }),
  output: () => new BeamCluster('api', pulumi.output(args) as never, { provider }),
  neighbours: () => {
    new BeamCluster('api', { ...args, name: 'api' }, { provider });
    new BeamCluster('backend', { ...args, name: 'api' }, { provider });
  },
  namespaces: () => {
    const namespace = pulumi.output(Promise.resolve('shop'));
    new BeamCluster('api', { ...args, name: 'api', namespace }, { provider });
    new BeamCluster('backend', { ...args, name: 'api', namespace }, { provider });
  },
};

mistakes[config.require<keyof typeof mistakes>('mistake')]();
