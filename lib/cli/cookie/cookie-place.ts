import { defaultCookieKey } from '../../model/features/cookie';
import type { Connection } from '../cluster/connection';
import { chooseWorkload, findWorkloads } from '../cluster/find-workloads';
import type { BeamWorkload } from '../cluster/workload';
import { UserError } from '../errors';

/** The key of a Secret that holds a cluster's cookie. */
export interface CookiePlace {
  readonly secretName: string;
  readonly key: string;
  /** The workloads that take their cookie from there. */
  readonly workloads: readonly BeamWorkload[];
}

export interface PlaceOptions {
  readonly key?: string;
  readonly workload?: string;
}

/** Where the cookie is: as given, else as a workload of the namespace refers to it. */
export async function findCookiePlace(
  connection: Connection,
  secretName: string | undefined,
  options: PlaceOptions,
): Promise<CookiePlace> {
  const all = await findWorkloads(connection);
  const place = secretName === undefined ? placeOf(connection, all, options) : givenPlace(secretName, all, options);
  const workloads = all.filter(({ cookie }) => cookie?.secretName === place.secretName && cookie.key === place.key);
  return { ...place, workloads };
}

function placeOf(
  connection: Connection,
  all: readonly BeamWorkload[],
  options: PlaceOptions,
): Omit<CookiePlace, 'workloads'> {
  const places = new Map(all.map(({ cookie }) => [`${cookie?.secretName} ${cookie?.key}`, cookie]));
  const [shared] = [...places.values()];
  if (options.workload === undefined && places.size === 1 && shared !== undefined) {
    return { ...shared, ...(options.key === undefined ? {} : { key: options.key }) };
  }
  const { kind, name, cookie } = chooseWorkload(connection, all, options.workload);
  if (cookie === undefined) {
    throw new UserError(
      `${kind} ${name} takes no RELEASE_COOKIE from a Secret; give the Secret's name, and refer to it by secretKeyRef.`,
    );
  }
  return { secretName: cookie.secretName, key: options.key ?? cookie.key };
}

function givenPlace(
  secretName: string,
  all: readonly BeamWorkload[],
  { key, workload }: PlaceOptions,
): Omit<CookiePlace, 'workloads'> {
  const users = all.filter(({ name, cookie }) => cookie?.secretName === secretName && (workload ?? name) === name);
  return { secretName, key: key ?? users[0]?.cookie?.key ?? defaultCookieKey };
}
