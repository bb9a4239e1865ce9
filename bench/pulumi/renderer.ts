import * as kubernetes from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';

/** The provider that writes the manifests of a stack into the folder of its settings. */
export function renderer(): kubernetes.Provider {
  const renderYamlToDirectory = new pulumi.Config().require('renderTo');
  return new kubernetes.Provider('render', { renderYamlToDirectory, kubeconfig: '' });
}
