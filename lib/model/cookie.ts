import type { EnvVar, Leaf } from './kubernetes';
import { isRecord } from './plain';
import { pathTo, type Report } from './problems';
import type { BeamClusterPropsWithSecrets, CookieReference } from './props';
import { unshown, type Shape } from './shape';

/** Key of the cookie in its Secret, as in the founding deployment. */
export const defaultCookieKey = 'erlang-cookie';

/** The Secret that holds the cookie, and the key in it. */
export interface Cookie<V> {
  readonly secretName: Leaf<V>;
  readonly key: string;
  /** Whether the printer has to make it. */
  readonly generated: boolean;
}

/** What a cookie that is not given becomes: a Secret that exists, or one that the engine keeps in its state. */
export type CookieSource = 'reference' | 'generate';

export function decideCookie<V>(name: string, given: CookieReference<V> | undefined, source: CookieSource): Cookie<V> {
  const key = given?.key ?? defaultCookieKey;
  if (given !== undefined) return { secretName: given.secretName, key, generated: false };
  return source === 'generate'
    ? { secretName: `${name}-erlang-cookie`, key, generated: true }
    : { secretName: `${name}-secrets`, key, generated: false };
}

export function cookieVariable<V>({ secretName, key }: Cookie<V>): EnvVar<V> {
  return { name: 'RELEASE_COOKIE', valueFrom: { secretKeyRef: { name: secretName, key } } };
}

const referenceOnly = 'must be a reference to a Secret, never the cookie itself';
const referenceRemedy = `Put it into a Secret and give { secretName: 'my-secrets', key: '${defaultCookieKey}' }.`;

export function cookieReference(reference: Shape): Shape {
  const read = unshown(reference);
  return (value, property, reading) => {
    if (isRecord(value) && !reading.isOpaque(value)) return read(value, property, reading);
    reading.report({ property, rule: referenceOnly, remedy: referenceRemedy });
    return undefined;
  };
}

const cookieFlag = /(^|\s)--?(set)?cookie(\s|=|$)/;
const cookieVariables = ['COOKIE', 'ERLANG_COOKIE', 'ERL_COOKIE', 'NODE_COOKIE'];

/** Looks wherever a literal cookie could hide; what it finds is never shown. */
export function checkLiteralCookie<V>(props: Partial<BeamClusterPropsWithSecrets<V>>, report: Report): void {
  const refuse = (property: string) => {
    report({ property, rule: 'carries a literal cookie', remedy: `Leave it to the property cookie, a Secret's key.` });
  };
  for (const [name, value] of Object.entries(props.env ?? {})) {
    const literal = typeof value === 'string' && (cookieVariables.includes(name) || cookieFlag.test(value));
    if (literal) refuse(pathTo('env', name));
  }
  for (const property of ['command', 'args'] as const) {
    const words = (props[property] ?? []).filter((word) => typeof word === 'string');
    if (words.some((word) => cookieFlag.test(word))) refuse(property);
  }
  if ((props.vmFlags?.extra ?? []).some((word) => cookieFlag.test(word))) refuse('vmFlags.extra');
}
