import type { Engine } from './engine';
import { checkEffect, checkHook, checkNamespace, checkPlaces, checkWorkload } from './given/checks';
import { missingPieces, withPieces } from './given/pieces';
import { readGiven } from './given/read';
import { checkFromWorkload, propsFromWorkload } from './given/from-workload';
import type { GivenWorkload } from './given/workload';
import type { AttachmentModel } from './model';
import type { AttachmentProps, WorkloadAttachmentProps } from './props';
import { readProps } from './read';
import { attempt, ClusterPropsError, entriesOf, isRecord, type Problem, type Report } from './schema';

/**
 * Decides what is added to a workload that exists. With `workload`, everything that depends on the workload is read from its
 * manifest, and the result has the manifest with the pieces in it.
 *
 * @throws ClusterPropsError with every problem of the props
 * @example
 * const { node, objects } = modelAttachment('shop', { selector: { app: 'shop' }, http: { port: 4000 } });
 */
export function modelAttachment<V = string>(
  id: string,
  props: AttachmentProps<V> | WorkloadAttachmentProps<V>,
  engine: Engine = {},
): AttachmentModel<V> {
  const { isOpaque = () => false } = engine;
  const isPlain = isRecord(props) && attempt(() => isOpaque(props)) !== true;
  const entries = isPlain ? entriesOf(props) : undefined;
  const own = Object.fromEntries(entries ?? []) as Readonly<Record<string, unknown>>;
  if (own['workload'] === undefined) return decide<V>(id, props, engine);
  const { workload, container, ...rest } = own;
  const problems: Problem[] = [];
  const report: Report = (problem) => void problems.push(problem);
  const given = readGiven(workload, container, isOpaque, report);
  if (given === undefined || problems.length > 0) throw new ClusterPropsError(id, problems);
  checkWorkload(given, report);
  checkHook(given, rest['preStopSeconds'], report);
  checkEffect(rest, given, report);
  checkNamespace(rest['namespace'], given, report);
  const fromWorkload = propsFromWorkload(given, rest);
  for (const each of fromWorkload) checkFromWorkload(each, rest[each.property], report);
  const read = fromWorkload.flatMap(({ property, value }): [string, unknown][] =>
    typeof value === 'symbol' ? [] : [[property, value]],
  );
  const hook = given.hookSeconds === undefined ? {} : { preStopSeconds: rest['preStopSeconds'] ?? given.hookSeconds };
  const place = given.namespace === undefined ? {} : { namespace: rest['namespace'] ?? given.namespace };
  const all: object = { ...rest, ...place, ...hook, ...Object.fromEntries<unknown>(read) };
  const model = refuse(id, problems, fromWorkload, () => {
    const decided = decide<V>(id, all, engine, given);
    checkPlaces(given, decided.node, report);
    return decided;
  });
  const node = missingPieces(model.node, given);
  return { ...model, node, workload: withPieces(given, node) };
}

/** Throws the problems so far together with those of `decide`, which names the workload where the workload says it. */
function refuse<T>(
  id: string,
  problems: Problem[],
  fromWorkload: ReturnType<typeof propsFromWorkload>,
  decide: () => T,
): T {
  let decided: T | undefined;
  try {
    decided = decide();
  } catch (error) {
    if (!(error instanceof ClusterPropsError)) throw error;
    const asked = problems.map(({ property }) => property);
    for (const problem of error.problems.filter(({ property }) => !asked.includes(property))) {
      const source = fromWorkload.find(
        ({ property, value }) => property === problem.property && typeof value !== 'symbol',
      );
      problems.push(source === undefined ? problem : { ...problem, property: source.path });
    }
  }
  if (decided === undefined || problems.length > 0) throw new ClusterPropsError(id, problems);
  return decided;
}

function decide<V>(id: string, props: unknown, engine: Engine, given?: GivenWorkload): AttachmentModel<V> {
  const { settled, objects, labels, annotations, env, ports, container, volumes, volumeMounts } = readProps(
    id,
    props,
    'attachment',
    engine,
    given,
  )();
  const { startupProbe, readinessProbe, livenessProbe } = container;
  const probes = {
    ...(startupProbe && { startupProbe }),
    ...(readinessProbe && { readinessProbe }),
    ...(livenessProbe && { livenessProbe }),
  };
  const node = { labels, annotations, env, ports, probes, volumes, volumeMounts };
  return { objects, cookie: settled.cookie, node } as AttachmentModel<V>;
}
