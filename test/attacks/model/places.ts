import { attachmentRows } from '../../manifests/parity/attachment-rows';
import { clusterRows } from '../../manifests/parity/cluster-rows';
import { attachmentProblemsOf, problemsOf } from '../../unit/model/problems-of';

type Path = readonly (string | number)[];

/** One place of the props, in props that are right, and where a value or a key can be put in its stead. */
export interface Place {
  readonly name: string;
  readonly put: (value: unknown) => unknown;
  readonly putKey: (key: string, value?: unknown) => unknown;
  readonly problemsOf: (props: unknown) => string[];
}

// The rows have every property that there is, which their own test sees to.
const clusters = Object.values(clusterRows).map((row) => ({ image: 'acme/api:1', http: { port: 4000 }, ...row }));
const attachments = Object.values(attachmentRows).map((row) => ({ selector: { app: 'shop' }, ...row }));

/** Those that have a key, and not a position in a list. */
export const namedPlaces = (): readonly Place[] => places.filter(({ name }) => !/( |\[\])$/.test(name));

/** Every property of clusters and attachments, each once, nested ones and the props themselves too. */
export const places: readonly Place[] = [
  ...placesOf('cluster', clusters, (props) => problemsOf(props)),
  ...placesOf('attachment', attachments, attachmentProblemsOf),
];

function placesOf(whose: string, rows: readonly object[], problemsOf: Place['problemsOf']): Place[] {
  const found = new Map<string, Place>();
  for (const row of rows) {
    for (const path of pathsOf(row)) {
      const name = `${whose} ${path.map((key) => (typeof key === 'number' ? '[]' : key)).join('.')}`;
      const beside = path.slice(0, -1);
      const place = {
        name,
        put: (value: unknown) => put(row, path, value),
        putKey: (key: string, value: unknown = get(row, path)) => put(row, [...beside, key], value),
        problemsOf,
      };
      if (!found.has(name)) found.set(name, place);
    }
  }
  return [...found.values()];
}

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const keys = Array.isArray(value) ? value.map((_item, index) => index) : Object.keys(value);
  return [path, ...keys.flatMap((key) => pathsOf((value as Readonly<Record<string, unknown>>)[key], [...path, key]))];
}

function get(value: unknown, path: Path): unknown {
  return path.reduce((inner, key) => (inner as Readonly<Record<string, unknown>>)[key], value);
}

function put(value: unknown, [key, ...rest]: Path, item: unknown): unknown {
  if (key === undefined) return item;
  if (Array.isArray(value))
    return value.map((entry: unknown, index) => (index === key ? put(entry, rest, item) : entry));
  const own = value as Readonly<Record<string, unknown>>;
  return { ...own, [key]: put(own[key], rest, item) };
}
