import { checkLiteralCookie } from './cookie';
import { checkDisruption } from './disruption';
import { checkEnvironment } from './environment';
import { checkIdentity } from './identity';
import { checkAnnotations } from './metadata';
import { checkPorts } from './ports';
import { attempt } from './plain';
import { ClusterPropsError, pathTo, show, type Problem, type Report } from './problems';
import type { AttachmentProps, BeamClusterPropsWithSecrets } from './props';
import { attachmentShape, clusterShape } from './props-shape';
import { checkResources } from './resources';
import { checkPullSecrets } from './container';
import { checkRollout } from './rollout';
import { checkSecrets } from './secrets';
import { checkProbes } from './probes';
import { checkService } from './services';
import { checkGrace, checkShutdown } from './shutdown';
import type { Abilities, Shape } from './shape';
import { checkSizes, checkSizesAround } from './sizes';
import { annotationPrefix, fileAnnotations } from './storage';
import { checkVmFlags } from './vm-flags';
import { defaultReplicas } from './workload';

/** The props as given, without what is undefined; throws a `ClusterPropsError` with every problem there is. */
export function readCluster<V>(id: string, given: unknown, engine: Abilities): BeamClusterPropsWithSecrets<V> {
  return read<BeamClusterPropsWithSecrets<V>>(id, given, clusterShape, engine, (props, report) => {
    checkShared(id, props, report);
    checkEnvironment(props, report);
    checkSecrets(props, report);
    checkLiteralCookie(props, report);
    checkResources(props.resources, report);
    checkPullSecrets(props.imagePullSecrets, report);
    checkRollout(props, report);
    checkShutdown(props.drain, report);
    checkSizes(props, report);
  });
}

/** The same for what clustering is added to. */
export function readAttachment<V>(id: string, given: unknown, engine: Abilities): AttachmentProps<V> {
  return read<AttachmentProps<V>>(id, given, attachmentShape, engine, (props, report) => {
    checkShared(id, props, report);
    checkLiteralCookie(props.vmFlags === undefined ? {} : { vmFlags: props.vmFlags }, report);
    checkGrace(props.graceSeconds, report);
    checkSizesAround(props, report);
    if (props.selector !== undefined && Object.keys(props.selector).length === 0) {
      report({ property: 'selector', rule: 'must have the labels that select the pods', got: 'none' });
    }
  });
}

type Checks<T> = (props: Partial<T>, report: Report) => void;

function read<T>(id: unknown, given: unknown, shape: Shape, engine: Abilities, check: Checks<T>): T {
  const problems: Problem[] = [];
  const report: Report = (problem) => void problems.push(problem);
  // An accessor may throw in the engine's hands too.
  const isOpaque = (value: unknown) => attempt(() => engine.isOpaque(value)) === true;
  const props = (shape(given, '', { ...engine, isOpaque, report }) ?? {}) as Partial<T>;
  check(props, report);
  if (problems.length > 0) throw new ClusterPropsError(typeof id === 'string' ? id : show(id), problems);
  return props as T;
}

type SharedProps = Partial<BeamClusterPropsWithSecrets<unknown>> | Partial<AttachmentProps<unknown>>;

function checkShared(id: string, props: SharedProps, report: Report): void {
  checkIdentity(id, props, report);
  checkPorts(props, report);
  checkVmFlags(props, report);
  checkDisruption(props.disruptionBudget, props.replicas ?? defaultReplicas, report);
  checkService(props, report);
  checkProbes(props, report);
  const annotations = 'annotations' in props ? props.annotations : undefined;
  for (const key of Object.keys(annotations ?? {}).filter((key) => key.startsWith(annotationPrefix))) {
    report({ property: pathTo('annotations', key), rule: 'belongs to the cluster', remedy: 'Use another prefix.' });
  }
  checkAnnotations('annotations', { ...fileAnnotations, ...annotations }, report);
  checkAnnotations('service.annotations', props.service === false ? undefined : props.service?.annotations, report);
  checkAnnotations('headless.annotations', props.headless?.annotations, report);
}
