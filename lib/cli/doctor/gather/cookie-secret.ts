import { attempt, type Attempt } from '../../cluster/api-problem';
import type { Connection } from '../../cluster/connection';
import type { BeamWorkload } from '../../cluster/workload';
import type { CookieSecret } from '../facts/facts';
import { readCookie } from './fingerprint';

/** Reads the Secret with the cookie, and forgets its values at once. */
export async function lookAtSecret(
  { core, namespace }: Connection,
  { cookie }: BeamWorkload,
  salt: string,
): Promise<Attempt<CookieSecret | undefined>> {
  if (cookie === undefined) return { ok: true, value: undefined };
  const read = await attempt(() => core.readNamespacedSecret({ name: cookie.secretName, namespace }));
  if (!read.ok) return read.status === 404 ? { ok: true, value: undefined } : read;
  const { data = {} } = read.value;
  const encoded = data[cookie.key];
  const keys = Object.keys(data).sort();
  if (encoded === undefined) return { ok: true, value: { keys } };
  return { ok: true, value: { keys, cookie: readCookie(salt, Buffer.from(encoded, 'base64').toString()) } };
}
