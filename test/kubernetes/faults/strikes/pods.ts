import { kubectl, tryKubectl } from '../../kubectl';
import { restartsOf, type PodObject } from '../../objects';
import { giveOrder } from '../../switchboard';
import { isSame, type Effect, type Fault, type Scene } from '../fault';

/** Faults that strike one pod. */
export const podFaults: readonly Fault[] = [
  {
    kind: 'pod deleted',
    async strike({ application, pods, choose }) {
      const pod = choose(pods);
      await kubectl(['delete', 'pod', pod.metadata.name, '--wait=false'], { namespace: application.namespace });
      return {
        target: pod.metadata.name,
        size: pods.length,
        hits: isSame(pod),
        manner: 'left',
        isDone: (now) => !now.some(isSame(pod)),
      };
    },
  },
  {
    kind: 'beam killed',
    async strike(scene) {
      const pod = chooseLongest(scene);
      const { containerID = '' } = pod.status.containerStatuses?.[0] ?? {};
      const id = containerID.replace(/^.*\//, '');
      await giveOrder({ do: 'runOn', node: pod.spec.nodeName ?? '', command: ['sh', '-ec', kill, 'sh', id] });
      return restarted(scene, pod, 'Error');
    },
  },
  {
    kind: 'out of memory',
    async strike(scene) {
      const pod = chooseLongest(scene);
      const { namespace } = scene.application;
      // The command ends with the VM that it runs in, or before.
      await tryKubectl(['exec', pod.metadata.name, '--', 'bin/rsolv_api', 'rpc', fillMemory], { namespace });
      return restarted(scene, pod, 'OOMKilled');
    },
  },
];

// As the host numbers it; no signal that it could handle, and no word to the kubelet.
const kill = `
for process in /proc/[0-9]*; do
  if [ "$(cat "$process/comm" 2> /dev/null)" = beam.smp ] && grep -q "$1" "$process/cgroup"; then
    kill -9 "\${process#/proc/}"
    killed=yes
  fi
done
[ "$killed" = yes ]
`;

const fillMemory = `
fill = fn fill, held -> fill.(fill, [:binary.copy(<<1>>, 16_777_216) | held]) end
spawn(fn -> fill.(fill, []) end)
`;

/** One that has ended least often, since the kubelet waits the longer the more often a container ends. */
function chooseLongest({ pods, choose }: Scene): PodObject {
  const fewest = Math.min(...pods.map(restartsOf));
  return choose(pods.filter((pod) => restartsOf(pod) === fewest));
}

function restarted({ pods }: Scene, pod: PodObject, reason: string): Effect {
  const before = restartsOf(pod);
  return {
    target: `${pod.metadata.name}, which had restarted ${before} times`,
    size: pods.length,
    hits: isSame(pod),
    manner: 'lost',
    isDone: (now) => {
      const same = now.find(isSame(pod));
      const last = same?.status.containerStatuses?.[0]?.lastState.terminated;
      return same !== undefined && restartsOf(same) === before + 1 && last?.reason === reason;
    },
    backOffSeconds: before === 0 ? 0 : Math.min(300, 10 * 2 ** (before - 1)),
  };
}
