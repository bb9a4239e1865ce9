import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import * as random from '@pulumi/random';
import type { ClusterModel, Metadata } from '../model';
import { writable } from './writable';
import type { Text } from './args';

// Letters and digits alone, because a cookie passes through shells; 48 of them are 285 bits.
const cookieLength = 48;

/**
 * A random cookie in a Secret. It is kept in the state, encrypted, so that later updates leave it as it is; nothing but
 * a replacement of the RandomPassword changes it.
 */
export function generateCookie(
  parent: pulumi.Resource,
  name: string,
  { clustering, discovery }: Pick<ClusterModel<Text>, 'clustering' | 'discovery'>,
): k8s.core.v1.Secret {
  const { key, secretName } = clustering.cookie;
  const password = new random.RandomPassword(
    `${name}-erlang-cookie`,
    { length: cookieLength, special: false },
    { parent, additionalSecretOutputs: ['result', 'bcryptHash'] },
  );
  const { namespace, labels } = discovery.metadata;
  const metadata: Metadata<Text> = {
    name: secretName as string,
    ...(namespace === undefined ? {} : { namespace }),
    labels,
  };
  return new k8s.core.v1.Secret(
    `${name}-erlang-cookie`,
    { metadata: writable(metadata), stringData: { [key]: pulumi.secret(password.result) } },
    { parent },
  );
}
