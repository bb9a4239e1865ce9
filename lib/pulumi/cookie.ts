import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import * as random from '@pulumi/random';
import type { GeneratedCookie } from '../model';
import type { Text } from './args';
import type { OptionsFor } from './resource-options';
import { writable } from './writable';

/**
 * Creates a random cookie in a Secret. The state keeps the cookie, encrypted, so later updates do not change it. Only a
 * replacement of the RandomPassword does.
 */
export function generateCookie(
  name: string,
  { password, metadata }: GeneratedCookie<Text>,
  key: string,
  options: OptionsFor<'cookie' | 'password'>,
): k8s.core.v1.Secret {
  const own = { additionalSecretOutputs: ['result', 'bcryptHash'] };
  const { result } = new random.RandomPassword(`${name}-erlang-cookie`, password, options('password', own));
  const stringData = { [key]: pulumi.secret(result) };
  const args = { metadata: writable(metadata), stringData };
  return new k8s.core.v1.Secret(`${name}-erlang-cookie`, args, options('cookie'));
}
