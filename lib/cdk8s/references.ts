import * as kplus from 'cdk8s-plus-28';
import type { BeamClusterProps as ModelProps, CookieReference, EnvSource } from '../model';
import { isRecord } from '../model/shape';
import type { BeamClusterProps, Cookie } from './props';

/** The props with cdk8s-plus' references as plain ones, which the model can place. */
export function toModelProps(props: BeamClusterProps): ModelProps {
  // A JavaScript user may give anything; the model says what is wrong with it.
  if (!isRecord(props)) return props as never;
  const { cookie, env, ...rest } = props;
  return {
    ...rest,
    ...(cookie === undefined ? {} : { cookie: toCookieReference(cookie) }),
    ...(env === undefined ? {} : { env: toPlainEnv(env) }),
  };
}

export function toCookieReference(cookie: Cookie): CookieReference {
  if (typeof cookie !== 'object' || (cookie as unknown) === null) return cookie as never;
  if (isSecret(cookie)) return { secretName: cookie.name };
  if ('secret' in cookie && isSecret(cookie.secret)) return { secretName: cookie.secret.name, key: cookie.key };
  return cookie as CookieReference;
}

/** The Secret that was given as an object, so that the handle is the user's own. */
export function givenSecret(cookie: Cookie | undefined): kplus.ISecret | undefined {
  if (typeof cookie !== 'object' || (cookie as unknown) === null) return undefined;
  if (isSecret(cookie)) return cookie;
  return 'secret' in cookie && isSecret(cookie.secret) ? cookie.secret : undefined;
}

type Env = NonNullable<BeamClusterProps['env']>;

function toPlainEnv(env: Env): NonNullable<ModelProps['env']> {
  if (!isRecord(env)) return env;
  const plain = Object.entries(env).map(([name, value]) => [name, isEnvValue(value) ? toPlainValue(value) : value]);
  return Object.fromEntries(plain) as NonNullable<ModelProps['env']>;
}

function toPlainValue({ value, valueFrom }: kplus.EnvValue): string | EnvSource<string> {
  return (valueFrom ?? value) as string | EnvSource<string>;
}

// By what they have and not by their class: two copies of cdk8s-plus in one tree are two classes.
function isSecret(value: unknown): value is kplus.ISecret {
  return typeof value === 'object' && value !== null && 'name' in value && 'envValue' in value;
}

function isEnvValue(value: unknown): value is kplus.EnvValue {
  return isRecord(value) && (value.constructor as { readonly name?: unknown } | null | undefined)?.name === 'EnvValue';
}
