import { assemble, type Contributions } from './assemble';
import type { Contribution } from './contribution';
import type { Engine } from './engine';
import type { Base, Target } from './feature';
import { features } from './features';
import type { Cookie } from './features/cookie';
import type { Identity } from './features/identity';
import type { Outward } from './features/network-policy';
import type { Schedules } from './features/schedules';
import type { Tasks } from './features/tasks';
import type { WorkloadKind } from './features/workload';
import type { GivenWorkload } from './given/workload';
import {
  attempt,
  ClusterPropsError,
  fields,
  show,
  type JsonSchema,
  type Problem,
  type Report,
  type Shape,
} from './schema';
import { checkSizes, checkSizesAround } from './sizes';

/** What the model itself needs from the features. */
export interface Settled extends Base, Tasks, Schedules, Outward {
  readonly identity: Identity;
  readonly cookie: Cookie<unknown>;
  readonly kind: WorkloadKind;
}

/** The merged contributions of all features. */
export interface Pieces extends ReturnType<typeof assemble> {
  readonly settled: Settled;
}

// A feature as the loop below sees it. `features.ts` proves that each feature gets the props and the context that it needs.
interface Erased {
  readonly name: string;
  readonly appliesTo: readonly Target[];
  readonly schema: object;
  readonly required?: readonly string[];
  readonly decide: (props: never, context: never, report: Report) => Contribution & { readonly settled?: object };
}

function featuresOf(target: Target): readonly Erased[] {
  const all: readonly Erased[] = features;
  return all.filter(({ appliesTo }) => appliesTo.includes(target));
}

function shapeOf(target: Target): Shape {
  const own = featuresOf(target);
  const schema = Object.assign({}, ...own.map(({ schema }) => schema)) as Readonly<Record<string, Shape>>;
  return fields<typeof schema>(schema, { required: own.flatMap(({ required = [] }) => required) });
}

const shapes = { cluster: shapeOf('cluster'), attachment: shapeOf('attachment') };

/**
 * JSON Schema (draft 2020-12) of the props of a cluster, or of an attachment. `beam-cluster/schema.json` and
 * `beam-cluster/attachment-schema.json` are the same with descriptions.
 *
 * @example
 * Object.keys(jsonSchema('cluster').properties ?? {});
 */
export function jsonSchema(target: Target): JsonSchema {
  return shapes[target].json;
}

/**
 * Reads the props, and lets every feature check and decide. Throws a `ClusterPropsError` with all problems. The caller
 * decides again with the returned function, once the engine has created the Secret and knows its name.
 */
export function readProps(
  id: unknown,
  given: unknown,
  target: Target,
  { isOpaque = () => false, cookieSource = 'reference', keepsSecrets = false, awaits = false }: Engine,
  workload?: GivenWorkload,
): (secretsName?: unknown) => Pieces {
  const problems: Problem[] = [];
  const report: Report = (problem) => void problems.push(problem);
  // An accessor may throw inside the engine too.
  const isSurelyOpaque = (value: unknown) => attempt(() => isOpaque(value)) === true;
  const props = shapes[target].read(given, '', { isOpaque: isSurelyOpaque, keepsSecrets, report }) ?? {};
  const decide = (secretsName?: unknown) => {
    const base = { id, cookieSource, awaits, secretsName, ...(workload === undefined ? {} : { given: workload }) };
    return decideAll(props, base, target, report);
  };
  const decided = decide();
  (target === 'cluster' ? checkSizes : checkSizesAround)(props, report);
  if (problems.length > 0) throw new ClusterPropsError(typeof id === 'string' ? id : show(id), problems);
  return (secretsName) => {
    const { contributions, settled } = secretsName === undefined ? decided : decide(secretsName);
    return { ...assemble(contributions), settled };
  };
}

interface Decided {
  readonly contributions: Contributions;
  readonly settled: Settled;
}

function decideAll(props: object, base: Base, target: Target, report: Report): Decided {
  let settled: object = base;
  const contributions: Contributions = featuresOf(target).map(({ name, decide }) => {
    const { settled: more, ...contribution } = decide(props as never, settled as never, report);
    settled = { ...settled, ...more };
    return [name, contribution];
  });
  return { contributions, settled: settled as Settled };
}
