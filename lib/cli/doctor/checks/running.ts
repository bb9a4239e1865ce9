import type { Event } from '../../cluster/api/objects';
import type { ContainerStatus } from '../../cluster/api/workload-objects';
import { explainProbe } from '../../cluster/known-words';
import { statusesOf } from '../../cluster/pods';
import type { Code } from '../catalogue';
import { valueOr, type Facts, type PodFacts } from '../facts/facts';
import { groupBy, hasRunFor, isBooting, podTitles } from '../facts/pods';
import { kubectl } from '../facts/workload';
import { finding, type Finding, type Subject } from '../finding';

/** Whether Kubernetes could start the pods, and whether they stay up. */
export const running: Subject = {
  name: 'pods',
  looksAt: 'scheduled, pulled, started, ready, not restarted',
  cannotSay: (facts) => (facts.pods.length === 0 ? 'there are no pods' : undefined),
  find: (facts) => [...trouble(facts), ...notReady(facts)],
};

/** Longer ago than this, an end is history. */
const recentMs = 3_600_000;
/** A startup probe of this package gives up after 300 s; a pod that is ready is so much sooner. */
const readySeconds = 60;

interface Trouble {
  readonly pod: PodFacts;
  readonly code: Code;
  readonly evidence: string;
}

const imageReasons = ['ErrImagePull', 'ImagePullBackOff', 'InvalidImageName', 'ErrImageNeverPull', 'ImageInspectError'];
const createReasons = ['CreateContainerConfigError', 'CreateContainerError', 'RunContainerError'];

function trouble(facts: Facts): readonly Finding[] {
  const troubles = facts.pods.flatMap((pod) => [
    unscheduled(pod),
    ...statusesOf(pod.object).map((status) => read(facts, pod, status)),
  ]);
  const groups = groupBy(
    troubles.filter((found) => found !== undefined),
    ({ code }) => code,
  );
  return [...groups.values()].flatMap((group) => tell(facts, group));
}

function unscheduled(pod: PodFacts): Trouble | undefined {
  const condition = pod.object.status?.conditions?.find(({ type }) => type === 'PodScheduled');
  if (condition?.status !== 'False') return undefined;
  return { pod, code: 'unschedulable', evidence: condition.message ?? condition.reason ?? 'not scheduled' };
}

function read(facts: Facts, pod: PodFacts, status: ContainerStatus): Trouble | undefined {
  const waiting = status.state?.waiting;
  const ended = status.state?.terminated ?? status.lastState?.terminated;
  const trouble = (code: Code, evidence: string): Trouble => ({ pod, code, evidence });
  if (imageReasons.includes(waiting?.reason ?? '')) {
    return trouble('image-not-pulled', `${status.image ?? ''}: ${waiting?.message ?? waiting?.reason ?? ''}`);
  }
  if (createReasons.includes(waiting?.reason ?? '')) {
    return trouble('container-not-created', waiting?.message ?? waiting?.reason ?? '');
  }
  // A node drains on SIGTERM and exits with 0. An init container is expected to exit with 0.
  const isMeant = ended?.exitCode === 0 && isInitial(pod, status);
  if (ended === undefined || isMeant) return undefined;
  const isLooping = waiting?.reason === 'CrashLoopBackOff';
  const isRecent =
    ended.finishedAt !== undefined && facts.now.getTime() - new Date(ended.finishedAt).getTime() < recentMs;
  if (!isLooping && !isRecent) return undefined;
  const end = `${status.name} ended with ${ended.exitCode ?? '?'} (${ended.reason ?? 'no reason'}), restarted ${status.restartCount ?? 0} times`;
  if (ended.reason === 'OOMKilled') return trouble('out-of-memory', end);
  const killing = killedByLiveness(facts, pod);
  if (killing !== undefined) return trouble('killed-by-liveness', killing);
  const words = pod.lastWords === undefined ? end : `${end}; its log says: ${pod.lastWords}`;
  return trouble(isLooping ? 'crash-loop' : 'restarted', words);
}

function isInitial({ object }: PodFacts, { name }: ContainerStatus): boolean {
  return object.status?.initContainerStatuses?.some((status) => status.name === name) ?? false;
}

function killedByLiveness(facts: Facts, pod: PodFacts): string | undefined {
  return eventsOf(facts, pod, 'Killing').find((message) => /failed (liveness|startup) probe/.test(message));
}

function eventsOf({ events }: Facts, { name }: PodFacts, reason: string): readonly string[] {
  return valueOr(events, [])
    .filter((event) => event.reason === reason && event.involvedObject.name === name)
    .sort((a, b) => timeOf(a) - timeOf(b))
    .map(({ message }) => message ?? '');
}

function timeOf({ lastTimestamp, metadata }: Event): number {
  return new Date(lastTimestamp ?? metadata?.creationTimestamp ?? 0).getTime();
}

function tell(facts: Facts, group: readonly Trouble[]): readonly Finding[] {
  const [first] = group;
  if (first === undefined) return [];
  const { name } = first.pod;
  const logs = kubectl(facts)`logs ${name} -c ${facts.workload.container} --previous`;
  const sayings: Partial<Record<Code, Pick<Finding, 'what' | 'fix'>>> = {
    unschedulable: {
      what: 'No machine can run the pod.',
      fix: {
        property: 'resources.requests',
        advice: 'Provide what the message says is missing, or lower the requests.',
      },
    },
    'image-not-pulled': {
      what: 'The image cannot be pulled.',
      fix: { property: 'image, imagePullSecrets', command: kubectl(facts)`describe pod ${name}` },
    },
    'container-not-created': {
      what: 'The container cannot be created from its manifest.',
      fix: { command: kubectl(facts)`describe pod ${name}` },
    },
    'out-of-memory': {
      what: 'The node used more memory than its limit, and was killed.',
      fix: { property: "resources.limits.memory, such as '1Gi' (the request follows it)" },
    },
    'killed-by-liveness': {
      what: 'A liveness or startup probe failed, so Kubernetes restarted the node, which lost its state.',
      fix: { property: 'probes.liveness, probes.startup', command: logs },
    },
    'crash-loop': { what: 'The container ends soon after each start.', fix: { command: logs } },
    restarted: { what: 'The node restarted within the last hour.', fix: { command: logs } },
  };
  const saying = sayings[first.code];
  if (saying === undefined) return [];
  const evidence = group.map(({ pod, evidence: seen }) => (group.length === 1 ? seen : `${pod.name}: ${seen}`));
  return [finding(first.code, { ...saying, where: podTitles([...new Set(group.map(({ pod }) => pod))]), evidence })];
}

function notReady(facts: Facts): readonly Finding[] {
  const late = facts.pods.filter((pod) => {
    const condition = pod.object.status?.conditions?.find(({ type }) => type === 'Ready');
    return condition?.status === 'False' && hasRunFor(facts, pod, readySeconds) && !isBooting(facts, pod);
  });
  const [first] = late;
  if (first === undefined) return [];
  const evidence = late.map((pod) => {
    const [said = ''] = eventsOf(facts, pod, 'Unhealthy').slice(-1);
    const condition = pod.object.status?.conditions?.find(({ type }) => type === 'Ready');
    const waits = pod.inside?.kind === 'seen' && pod.inside.inside.runtime?.isReady === false;
    // The kubelet puts what a probe printed into the event, and with `set -x` that is the cookie.
    const why = explainProbe(said) ?? condition?.message ?? 'not ready';
    return `${pod.name}: ${why}${waits ? '; its runtime waits for peers' : ''}`;
  });
  const details = {
    what: 'The container runs but is not ready, so clients cannot reach it.',
    where: podTitles(late),
    evidence,
    fix: {
      property: 'probes.readiness, http.readyPath',
      command: kubectl(facts)`logs ${first.name} -c ${facts.workload.container} --tail=50`,
    },
  };
  return [finding('not-ready', details)];
}
