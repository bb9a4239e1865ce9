import { createHash } from 'node:crypto';
import { attempt, type Attempt } from '../../cluster/api-problem';
import { readObject } from '../../cluster/api/requests';
import { resources } from '../../cluster/api/resources';
import type { Connection } from '../../cluster/connection';
import type { BeamWorkload } from '../../cluster/workload';
import { weaknessOf } from '../../cookie/weak-cookie';
import type { CookieSecret } from '../facts/facts';
import type { CookieFacts } from '../facts/inside';

/** Reads the Secret with the cookie, and forgets its values at once. */
export async function lookAtSecret(
  connection: Connection,
  { cookie }: BeamWorkload,
  salt: string,
): Promise<Attempt<CookieSecret | undefined>> {
  if (cookie === undefined) return { ok: true, value: undefined };
  const read = await attempt(() => readObject(connection, resources.secrets, cookie.secretName));
  if (!read.ok) return read.status === 404 ? { ok: true, value: undefined } : read;
  const { data = {} } = read.value;
  const encoded = Object.hasOwn(data, cookie.key) ? data[cookie.key] : undefined;
  const keys = Object.keys(data).sort();
  if (encoded === undefined) return { ok: true, value: { keys } };
  const value = Buffer.from(encoded, 'base64');
  connection.hide(value);
  return { ok: true, value: { keys, cookie: readCookie(salt, value.toString()) } };
}

/** What is kept of a cookie: the digest that the pods make of theirs, and whether it is weak. */
export function readCookie(salt: string, cookie: string): CookieFacts {
  // The one digest that every VM has built in; the salt is of this run, so it says nothing to anybody else.
  const fingerprint = createHash('md5').update(`${salt}${cookie}${salt}`).digest('hex').toUpperCase();
  const weakness = weaknessOf(cookie);
  return { fingerprint, ...(weakness === undefined ? {} : { weakness }) };
}
