import * as kplus from 'cdk8s-plus-28';
import type { BeamClusterProps as ModelProps, CookieReference } from '../model';
import { attempt, entriesOf, isRecord } from '../model/schema';
import type { BeamClusterProps, Cookie } from './props';

/** The props, with the references of cdk8s-plus converted to those of the model. */
export function toModelProps(props: BeamClusterProps): ModelProps {
  return mapEntries(props, (name, value) => {
    if (value === undefined) return value;
    if (name === 'cookie') return toCookieReference(value as Cookie);
    return name === 'env' ? mapEntries(value, (_name, variable) => toPlainValue(variable)) : value;
  }) as ModelProps;
}

/** Reads each property once. A JavaScript user may pass an accessor that throws, which the model then reports. */
export function mapEntries(record: unknown, map: (name: string | symbol, value: unknown) => unknown): unknown {
  const entries = isRecord(record) ? entriesOf(record) : undefined;
  if (entries === undefined) return record;
  return Object.fromEntries(entries.map(([name, value]) => [name, map(name, value)]));
}

export function toCookieReference(cookie: Cookie): CookieReference {
  return attempt(() => {
    if (typeof cookie !== 'object' || (cookie as unknown) === null) return cookie as never;
    if (isSecret(cookie)) return { secretName: cookie.name };
    if ('secret' in cookie && isSecret(cookie.secret)) return { secretName: cookie.secret.name, key: cookie.key };
    return cookie as CookieReference;
  }) as CookieReference;
}

/** The Secret that the user passed as an object. The handle `cookie` is that same object. */
export function givenSecret(cookie: Cookie | undefined): kplus.ISecret | undefined {
  if (typeof cookie !== 'object' || (cookie as unknown) === null) return undefined;
  if (isSecret(cookie)) return cookie;
  return 'secret' in cookie && isSecret(cookie.secret) ? cookie.secret : undefined;
}

// Checks members instead of the class, because two copies of cdk8s-plus in one tree have different classes.
function isSecret(value: unknown): value is kplus.ISecret {
  return typeof value === 'object' && value !== null && 'name' in value && 'envValue' in value;
}

function toPlainValue(variable: unknown): unknown {
  return attempt(() => {
    if (!isEnvValue(variable)) return variable;
    const given: { readonly value?: unknown; readonly valueFrom?: unknown } = variable;
    return given.valueFrom ?? given.value;
  });
}

function isEnvValue(value: unknown): value is kplus.EnvValue {
  if (typeof value !== 'object' || value === null) return false;
  return (value.constructor as { readonly name?: unknown } | null | undefined)?.name === 'EnvValue';
}
