import { randomBytes } from 'node:crypto';
import { secretWith } from '../../cookie-secret';
import { kubectl } from '../../kubectl';
import { applicationName } from '../../print';
import { isSame, type Effect, type Fault, type Scene } from '../fault';

/** What people do to a workload. */
export const changes: readonly Fault[] = [
  {
    kind: 'scaled',
    async strike({ application, pods, choose }) {
      const size = choose([2, 3, 4, 5].filter((other) => other !== pods.length));
      await application.scale(size);
      let gone: readonly string[] = [];
      return {
        target: `from ${pods.length} to ${size}`,
        size,
        // Which pods go is the controller's choice, how many is not.
        hits: ({ metadata }) => gone.includes(metadata.uid),
        manner: 'left',
        isDone: (now) => {
          gone = pods.filter((pod) => !now.some(isSame(pod))).map(({ metadata }) => metadata.uid);
          return gone.length === Math.max(0, pods.length - size);
        },
      };
    },
  },
  {
    kind: 'rolled',
    async strike(scene) {
      await restart(scene);
      return replaced(scene, 'all pods');
    },
  },
  {
    kind: 'cookie changed',
    async strike(scene) {
      await scene.application.apply(secretWith(randomBytes(24).toString('hex')));
      await restart(scene);
      return replaced(scene, 'all pods');
    },
  },
];

async function restart({ application: { namespace } }: Scene): Promise<void> {
  await kubectl(['rollout', 'restart', `deployment/${applicationName}`], { namespace });
}

function replaced({ pods }: Scene, target: string): Effect {
  return {
    target,
    size: pods.length,
    hits: (pod) => pods.some(isSame(pod)),
    manner: 'left',
    isDone: (now) => !now.some((pod) => pods.some(isSame(pod))),
  };
}
