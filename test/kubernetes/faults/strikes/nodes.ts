import { pause } from '../../../nodes/wait';
import { readObject } from '../../api';
import type { List, PodObject } from '../../objects';
import { giveOrder } from '../../switchboard';
import { isNone, isSame, type Effect, type Fault, type Scene } from '../fault';

/** Faults that strike a node with all that runs on it. */
export const nodeFaults: readonly Fault[] = [
  {
    kind: 'node cut off briefly',
    async strike(scene) {
      const node = chooseNode(scene);
      await cutOff(node, briefly);
      return { ...untouched(scene, node), cuts: isNone, isDone: after(untilSentAgain) };
    },
  },
  {
    kind: 'node cut off for a tick time',
    async strike(scene) {
      const node = chooseNode(scene);
      const ms = scene.choose(untilSomeNoticed);
      await cutOff(node, ms);
      const { target, ...effect } = untouched(scene, node);
      return {
        ...effect,
        target: `${target}, for ${ms / 1000} s`,
        cuts: () => true,
        cutsAgain: true,
        isDone: after(untilCalm),
      };
    },
  },
  {
    kind: 'node cut off',
    async strike(scene) {
      const node = chooseNode(scene);
      await cutOff(node, untilEverybodyNoticed);
      return { ...untouched(scene, node), cuts: (one, other) => isOn(node)(one) !== isOn(node)(other) };
    },
  },
  {
    kind: 'node powered off',
    async strike(scene) {
      const node = chooseNode(scene);
      await giveOrder({ do: 'powerOff', node });
      await pause(untilEverybodyNoticed);
      await giveOrder({ do: 'powerOn', node });
      const hit = scene.pods.filter(isOn(node));
      return {
        ...untouched(scene, node),
        hits: isOn(node),
        isDone: (now) => hit.every((pod) => containerOf(now.find(isSame(pod))) !== containerOf(pod)),
      };
    },
  },
  {
    kind: 'kubelet restarted',
    async strike(scene) {
      const node = chooseNode(scene);
      const restarted = Date.now();
      await giveOrder({ do: 'restartKubelet', node });
      const isBack = async () => (await lastSignOfLife(node)) > restarted + 1000 && (await knowsPods(node, scene.pods));
      return { ...untouched(scene, node), isDone: isBack };
    },
  },
];

// net_ticktime is 15 s: who is silent counts as lost after 11 to 19 s. A cut that ends in between is noticed by some nodes and not by
// others, and those that noticed make the others drop links that were whole, as `global` does against overlapping partitions. They hear of it
// when TCP sends again, up to as long after the cut as it had lasted; until then any link may go, and come back, more than once.
const briefly = 6_000;
// A cut that begins before TCP has sent again adds to the one before: the links between the two nodes are silent for both.
const untilSentAgain = 7_000;
const untilSomeNoticed = [9_000, 12_000, 15_000, 18_000];
const untilCalm = 25_000;
const untilEverybodyNoticed = 25_000;

function after(ms: number): () => boolean {
  const end = Date.now() + ms;
  return () => Date.now() >= end;
}

function chooseNode({ pods, choose }: Scene): string {
  return choose([...new Set(pods.map(({ spec }) => spec.nodeName ?? ''))].sort());
}

function isOn(node: string): (pod: PodObject) => boolean {
  return ({ spec }) => spec.nodeName === node;
}

function untouched({ pods }: Scene, node: string): Effect {
  const names = pods.filter(isOn(node)).map(({ metadata }) => metadata.name);
  const target = `${node} with ${names.join(', ')}`;
  return { target, size: pods.length, hits: isNone, manner: 'lost', isDone: () => true };
}

async function cutOff(node: string, ms: number): Promise<void> {
  await giveOrder({ do: 'runOn', node, command: ['nft', '-f', '-'], input: cut });
  try {
    await pause(ms);
  } finally {
    await giveOrder({ do: 'runOn', node, command: ['nft', 'delete', 'table', 'inet', 'cut'] });
  }
}

const cut = `
table inet cut {
  chain in { type filter hook prerouting priority -500; iifname "eth0" drop; }
  chain out { type filter hook postrouting priority 500; oifname "eth0" drop; }
}
`;

// The node has lost its memory of earlier containers, and with it their count.
function containerOf(pod: PodObject | undefined): string | undefined {
  return pod?.status.containerStatuses?.[0]?.containerID;
}

/** When the kubelet last renewed its lease. */
async function lastSignOfLife(node: string): Promise<number> {
  const path = `/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/${node}`;
  const { spec } = await readObject<{ readonly spec: { readonly renewTime: string } }>(path);
  return Date.parse(spec.renewTime);
}

/** Whether the kubelet has heard of its pods, before which it does not even give their logs. */
async function knowsPods(node: string, pods: readonly PodObject[]): Promise<boolean> {
  const { items } = await readObject<List<PodObject>>(`/api/v1/nodes/${node}/proxy/pods`);
  return pods.filter(isOn(node)).every((pod) => items.some(isSame(pod)));
}
