import { clusterError } from '../cluster/api-problem';
import type { Secret } from '../cluster/api/objects';
import { createObject, patchObject, readObject } from '../cluster/api/requests';
import { resources } from '../cluster/api/resources';
import { CallError, problemOf, type CallProblem } from '../cluster/call-error';
import type { Connection } from '../cluster/connection';
import { UserError } from '../errors';
import { shellLine } from '../escape';
import { exitCodes } from '../exit-codes';
import type { CookiePlace } from './cookie-place';

/** The Secret as it is; undefined where there is none. */
export async function readSecret(connection: Connection, place: CookiePlace): Promise<Secret | undefined> {
  const { secretName: name } = place;
  try {
    const secret = await readObject(connection, resources.secrets, name);
    connection.hide(cookieIn(secret, place) ?? '');
    return secret;
  } catch (error) {
    const { status, trouble } = problemOf(error);
    if (status === 404 && trouble === 'refused') return undefined;
    throw clusterError(connection, `read Secret ${name}`, error);
  }
}

export function cookieIn(secret: Secret | undefined, { key }: CookiePlace): string | undefined {
  const data = secret?.data ?? {};
  const encoded = Object.hasOwn(data, key) ? data[key] : undefined;
  return encoded === undefined || encoded === '' ? undefined : decode(encoded);
}

/** Puts the cookie under its key: into the Secret as it was read, or into a new one. Other keys are not touched. */
export async function writeCookie(
  connection: Connection,
  place: CookiePlace,
  secret: Secret | undefined,
  cookie: string,
): Promise<void> {
  if (secret?.immutable === true) {
    throw new UserError(`Secret ${place.secretName} is immutable; create one with another name and refer to it.`);
  }
  try {
    const written = await (secret === undefined
      ? create(connection, place, cookie)
      : patch(connection, place, secret, cookie));
    if (cookieIn(written, place) !== cookie) {
      throw new CallError({ trouble: 'unexpected', reason: 'it does not answer with the Secret as it was written' });
    }
  } catch (error) {
    throw writeError(connection, place, secret, error);
  }
}

function create(connection: Connection, { secretName: name, key }: CookiePlace, cookie: string): Promise<Secret> {
  const body = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name },
    type: 'Opaque',
    data: { [key]: encode(cookie) },
  };
  return createObject(connection, resources.secrets, body);
}

/** The version makes the API server refuse it when somebody else has changed the Secret meanwhile. */
function patch(
  connection: Connection,
  { secretName: name, key }: CookiePlace,
  { metadata }: Secret,
  cookie: string,
): Promise<Secret> {
  const body = { metadata: { resourceVersion: metadata?.resourceVersion }, data: { [key]: encode(cookie) } };
  return patchObject(connection, resources.secrets, name, body);
}

function writeError(connection: Connection, place: CookiePlace, secret: Secret | undefined, error: unknown): UserError {
  const problem = problemOf(error);
  const { secretName } = place;
  if (problem.status === 409) {
    return new UserError(`Secret ${secretName} changed in the meantime; nothing was written. Run the command again.`);
  }
  if (!isUncertain(problem)) return clusterError(connection, `write Secret ${secretName}`, error);
  const { server, context, namespace } = connection;
  const what = `the write of Secret ${namespace}/${secretName} to ${server} (context ${context}) got no usable answer`;
  return new UserError(`${what}: ${problem.reason}. ${findOut(namespace, place, secret)}`, exitCodes.notReached);
}

/** Whether the API server may have written the Secret. Only a refusal, or a request that was never sent, proves that it has not. */
function isUncertain({ trouble, status = 0 }: CallProblem): boolean {
  return trouble === 'refused' ? status >= 500 : trouble !== 'unreachable';
}

/** How a person sees whether a Secret was written; a request that is on its way may yet arrive. */
function findOut(namespace: string, { secretName }: CookiePlace, secret: Secret | undefined): string {
  const read = shellLine`kubectl -n ${namespace} get secret ${secretName}`;
  const verify = shellLine`npx beam-cluster cookie ${secretName} -n ${namespace} --verify`;
  const version = secret?.metadata?.resourceVersion;
  const look =
    secret === undefined || version === undefined
      ? `${read} says whether it is there`
      : `${read} -o jsonpath={.metadata.resourceVersion} says ${version} if it has not changed`;
  return `The Secret may have changed. Wait a minute, then find out: ${look}, and ${verify} says which pods have its cookie.`;
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64');
}

function decode(text: string): string {
  return Buffer.from(text, 'base64').toString();
}
