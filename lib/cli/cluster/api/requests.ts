import type { Connection } from '../connection';
import { send, type Call, type Limits } from '../send';
import { anything, fields, list, text, type Decode } from './decode';
import { pathOf, placeOf, type Query } from './path';
import { readAnswer, readText } from './read-answer';
import { resources, type Resource } from './resources';

/** An answer of the API server takes milliseconds, and a thousand pods have some 15 MiB. */
const apiLimits: Limits = { seconds: 5, bytes: 32 * 2 ** 20 };

/** Of a list there are the items; a list of nothing may have null in their place. */
const listOf = <T>(of: Decode<T>): Decode<T[]> => {
  const decode = list(of);
  return (answer) => {
    const { items } = fields({ items: anything }, {})(answer);
    return items === null ? [] : fields({ items: decode }, {})(answer).items;
  };
};

/** The objects of the connection's namespace. */
export async function listObjects<T>(
  connection: Connection,
  resource: Resource<T>,
  query: Query = {},
): Promise<readonly T[]> {
  return exchange(
    connection,
    { method: 'GET', path: pathOf(placeOf(resource, connection.namespace), query) },
    listOf(resource.of),
  );
}

/** The machines of the cluster, which are in no namespace. */
export async function listNodes(connection: Connection) {
  const { nodes } = resources;
  return exchange(connection, { method: 'GET', path: pathOf(placeOf(nodes)) }, listOf(nodes.of));
}

export async function readNamespace(connection: Connection) {
  const { namespaces } = resources;
  const path = pathOf([...placeOf(namespaces), connection.namespace]);
  return exchange(connection, { method: 'GET', path }, namespaces.of);
}

export async function readObject<T>(connection: Connection, resource: Resource<T>, name: string): Promise<T> {
  const path = pathOf([...placeOf(resource, connection.namespace), name]);
  return exchange(connection, { method: 'GET', path }, resource.of);
}

export async function createObject<T>(connection: Connection, resource: Resource<T>, body: unknown): Promise<T> {
  const path = pathOf(placeOf(resource, connection.namespace));
  return exchange(connection, { method: 'POST', path, body }, resource.of);
}

/** Merges a part into an object, by RFC 7386. */
export async function patchObject<T>(
  connection: Connection,
  resource: Resource<T>,
  name: string,
  body: unknown,
): Promise<T> {
  const path = pathOf([...placeOf(resource, connection.namespace), name]);
  return exchange(
    connection,
    { method: 'PATCH', path, body, contentType: 'application/merge-patch+json' },
    resource.of,
  );
}

export async function deleteObjects(
  connection: Connection,
  resource: Resource<unknown>,
  labelSelector: string,
): Promise<void> {
  const path = pathOf(placeOf(resource, connection.namespace), { labelSelector });
  // The answer is a list or a `Status`, by the version of the server.
  await exchange(connection, { method: 'DELETE', path }, fields({ kind: text }, {}));
}

/** A log is a hundred lines here, of whatever length. */
const logLimits: Limits = { seconds: 5, bytes: 256 * 2 ** 10 };

/** The log of a container, as its program wrote it. */
export async function readLog(
  { server, credentials, namespace }: Connection,
  pod: string,
  query: Query,
): Promise<string> {
  const limited = { ...query, limitBytes: logLimits.bytes };
  const path = pathOf([...placeOf(resources.pods, namespace), pod, 'log'], limited);
  return readText(await send({ server, credentials }, { method: 'GET', path, ...logLimits }));
}

async function exchange<T>(
  { server, credentials }: Connection,
  call: Omit<Call, 'seconds' | 'bytes'>,
  decode: Decode<T>,
): Promise<T> {
  return readAnswer(await send({ server, credentials }, { ...call, ...apiLimits, isCompressed: true }), decode);
}
