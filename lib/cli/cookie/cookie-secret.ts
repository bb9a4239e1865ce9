import type { V1Secret } from '../cluster/client-node';
import { clusterError, readProblem } from '../cluster/api-problem';
import type { Connection } from '../cluster/connection';
import { UserError } from '../user-error';
import type { CookiePlace } from './cookie-place';

/** The Secret as it is; undefined where there is none. */
export async function readSecret(
  connection: Connection,
  { secretName: name }: CookiePlace,
): Promise<V1Secret | undefined> {
  const { core, namespace } = connection;
  try {
    return await core.readNamespacedSecret({ name, namespace });
  } catch (error) {
    if (readProblem(error).status === 404) return undefined;
    throw clusterError(connection, `read Secret ${name}`, error);
  }
}

export function cookieIn(secret: V1Secret | undefined, { key }: CookiePlace): string | undefined {
  const encoded = secret?.data?.[key];
  return encoded === undefined || encoded === '' ? undefined : decode(encoded);
}

/** Puts the cookie under its key: into the Secret as it was read, or into a new one. Other keys are not touched. */
export async function writeCookie(
  connection: Connection,
  place: CookiePlace,
  secret: V1Secret | undefined,
  cookie: string,
): Promise<void> {
  if (secret?.immutable === true) {
    throw new UserError(`Secret ${place.secretName} is immutable; make one with another name and refer to that.`);
  }
  try {
    await (secret === undefined ? create(connection, place, cookie) : patch(connection, place, secret, cookie));
  } catch (error) {
    throw writeError(connection, place, error, cookie);
  }
}

function create({ client, core, namespace }: Connection, { secretName: name, key }: CookiePlace, cookie: string) {
  const body = Object.assign(new client.V1Secret(), {
    metadata: { name },
    type: 'Opaque',
    data: { [key]: encode(cookie) },
  });
  return core.createNamespacedSecret({ namespace, body });
}

/** The version makes the API server refuse it when somebody else has changed the Secret meanwhile. */
function patch(
  { client, core, namespace }: Connection,
  { secretName: name, key }: CookiePlace,
  { metadata }: V1Secret,
  cookie: string,
) {
  const body = { metadata: { resourceVersion: metadata?.resourceVersion }, data: { [key]: encode(cookie) } };
  const options = client.setHeaderOptions('Content-Type', client.PatchStrategy.MergePatch);
  return core.patchNamespacedSecret({ name, namespace, body }, options);
}

function writeError(connection: Connection, { secretName }: CookiePlace, error: unknown, cookie: string): Error {
  if (readProblem(error).status === 409) {
    return new UserError(
      `Secret ${secretName} was changed by somebody else meanwhile; nothing was written. Run it again.`,
    );
  }
  const told = clusterError(connection, `write Secret ${secretName}`, error);
  // Whoever answers may quote what was sent.
  told.message = told.message.replaceAll(cookie, '…').replaceAll(encode(cookie), '…');
  return told;
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64');
}

function decode(text: string): string {
  return Buffer.from(text, 'base64').toString();
}
