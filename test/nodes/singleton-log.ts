import type { Pod } from './kubelet/pod';

interface Change {
  readonly at: number;
  readonly pod: string;
  readonly runs: boolean;
}

const line = /(\d\d):(\d\d):(\d\d)\.(\d\d\d).*?(\S+): (runs|has stopped) on this node/g;
const dayMs = 86_400_000;

/** Two pods in which a singleton ran at the same time, by their logs, whose clock is that of this machine; undefined where none did. */
export function findOverlap(pods: readonly Pick<Pod, 'name' | 'readLog'>[], name: string): string | undefined {
  const changes = pods.flatMap((pod) => readChanges(pod, name));
  const around = changes.some(({ at }) => at > dayMs / 2) && changes.some(({ at }) => at < dayMs / 4);
  const later = (at: number): number => (around && at < dayMs / 4 ? at + dayMs : at);
  // A stop and a start within the same millisecond are in order.
  const ordered = [...changes].sort(
    (one, other) => later(one.at) - later(other.at) || Number(one.runs) - Number(other.runs),
  );
  let running: string | undefined;
  for (const { pod, runs } of ordered) {
    if (runs && running !== undefined && running !== pod) return `${pod} began while ${running} had it`;
    if (runs) running = pod;
    else if (running === pod) running = undefined;
  }
  return undefined;
}

function readChanges(pod: Pick<Pod, 'name' | 'readLog'>, name: string): readonly Change[] {
  return [...pod.readLog().matchAll(line)]
    .filter((match) => match[5] === name)
    .map((match) => {
      const [hours, minutes, seconds, milliseconds] = match.slice(1, 5).map(Number) as [number, number, number, number];
      const at = ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
      return { at, pod: pod.name, runs: match[6] === 'runs' };
    });
}
