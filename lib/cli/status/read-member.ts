import { nameOf } from '../cluster/api/objects';
import type { Pod } from '../cluster/api/workload-objects';
import { isEnding, isOver, isReady, statusOf } from '../cluster/pods';
import type { Member, MemberState } from './cluster-status';

/** What Kubernetes says of a pod; the node's own word comes later. */
export function readMember(pod: Pod, container: string, zones: ReadonlyMap<string, string>, now: number): Member {
  const { spec, status, metadata } = pod;
  const found = statusOf(pod, container);
  const machine = spec?.nodeName;
  const zone = zones.get(machine ?? '');
  const created = metadata.creationTimestamp;
  const reason = reasonOf(pod, container);
  return {
    pod: nameOf(pod),
    ...(status?.podIP === undefined ? {} : { address: status.podIP }),
    ...(machine === undefined ? {} : { machine }),
    ...(zone === undefined ? {} : { zone }),
    ageSeconds: created === undefined ? 0 : Math.max(0, Math.floor((now - new Date(created).getTime()) / 1000)),
    restarts: found?.restartCount ?? 0,
    state: stateOf(pod),
    ...(reason === undefined ? {} : { reason }),
    version: versionOf(spec?.containers.find(({ name }) => name === container)?.image ?? ''),
  };
}

function stateOf(pod: Pod): MemberState {
  const phase = pod.status?.phase;
  if (isOver(pod)) return 'ended';
  if (isEnding(pod)) return 'draining';
  if (isReady(pod)) return 'ready';
  return phase === 'Pending' ? 'waiting' : 'not ready';
}

function reasonOf(pod: Pod, container: string): string | undefined {
  if (isReady(pod)) return undefined;
  const state = statusOf(pod, container)?.state;
  const unscheduled = pod.status?.conditions?.find(({ type, status }) => type === 'PodScheduled' && status === 'False');
  return state?.waiting?.reason ?? state?.terminated?.reason ?? unscheduled?.reason ?? pod.status?.reason;
}

/** `1.4.0` of `ghcr.io/acme/api:1.4.0`, the beginning of a digest of `…@sha256:…`. */
function versionOf(image: string): string {
  const [name = '', digest] = image.split('@sha256:');
  const tag = /:([^/:]+)$/.exec(name)?.[1];
  return tag ?? digest?.slice(0, 12) ?? 'latest';
}
