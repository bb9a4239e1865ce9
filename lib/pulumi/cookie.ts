import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import * as random from '@pulumi/random';
import type { GeneratedCookie } from '../model';
import type { Text } from './args';
import { writable } from './writable';

/**
 * Creates a random cookie in a Secret. The state keeps the cookie, encrypted, so later updates do not change it. Only a
 * replacement of the RandomPassword does.
 */
export function generateCookie(
  name: string,
  { password, metadata }: GeneratedCookie<Text>,
  key: string,
  parent: pulumi.Resource,
): k8s.core.v1.Secret {
  const { result } = new random.RandomPassword(`${name}-erlang-cookie`, password, {
    parent,
    additionalSecretOutputs: ['result', 'bcryptHash'],
  });
  const stringData = { [key]: pulumi.secret(result) };
  return new k8s.core.v1.Secret(`${name}-erlang-cookie`, { metadata: writable(metadata), stringData }, { parent });
}
