import { attempt, type Attempt } from '../../cluster/api-problem';
import { readObject } from '../../cluster/api/requests';
import { resources } from '../../cluster/api/resources';
import type { Connection } from '../../cluster/connection';
import type { BeamWorkload } from '../../cluster/workload';
import type { CookieSecret } from '../facts/facts';
import { readCookie } from './fingerprint';

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
