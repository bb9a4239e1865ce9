import { pause } from '../../../nodes/wait';
import { giveOrder } from '../../switchboard';
import { isNone, type Effect, type Fault, type Scene } from '../fault';

/** Faults of CoreDNS, none of which is a reason to lose anybody. */
export const dnsFaults: readonly Fault[] = [
  {
    kind: 'DNS stopped',
    async strike(scene) {
      await giveOrder({ do: 'stopDns' });
      try {
        await pause(30_000);
      } finally {
        await giveOrder({ do: 'startDns' });
      }
      return nothing(scene, 'for 30 s');
    },
  },
  {
    kind: 'DNS fails',
    async strike(scene) {
      await giveOrder({ do: 'setDns', mode: 'servfail' });
      try {
        await pause(8_000);
      } finally {
        await giveOrder({ do: 'setDns', mode: 'kubeadm' });
      }
      return nothing(scene, 'for 8 s with SERVFAIL');
    },
  },
];

function nothing({ pods }: Scene, target: string): Effect {
  return { target, size: pods.length, hits: isNone, manner: 'lost', isDone: () => true };
}
