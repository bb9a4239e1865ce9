import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import type { SecretVariables } from '../model';
import type { Text } from './args';

/**
 * A Secret with a name of the engine's making: a change makes a new one, the pods roll, and then the old one goes. With a
 * fixed name it would be deleted first, and the workload that depends on it too.
 */
export function keepSecret(
  parent: pulumi.Resource,
  name: string,
  { namespace, labels, variables }: SecretVariables<Text>,
): k8s.core.v1.Secret {
  return new k8s.core.v1.Secret(
    `${name}-env`,
    {
      metadata: { ...(namespace === undefined ? {} : { namespace }), labels },
      stringData: pulumi.secret(variables),
    },
    { parent },
  );
}
