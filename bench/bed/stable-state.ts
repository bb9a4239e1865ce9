import { pause } from '../../test/nodes/wait';
import { spreadOf } from '../measure/spread';
import { allEnded } from './all-ended';
import { countBetween } from './dns/questions';
import { contenders, type Contender } from './contenders';
import type { BenchPod, Usage } from './world/bench-pod';
import { recordsOf } from './world/cluster';
import { World } from './world/world';

const members = 9;
const settleMs = 45_000;
const windowMs = 60_000;
const longestMs = 120_000;

/** What a cluster costs where nothing happens, for each pod, and how soon it finds a pod that appears then. */
export interface StableState {
  readonly residentMb: number;
  /** The same of a VM that has booted and is connected to nobody. */
  readonly idleMb: number;
  /** Milliseconds of a processor for each second. */
  readonly processor: number;
  /** Questions to DNS for each second. */
  readonly questions: number;
  /** From the newcomer's start to its last connection, in milliseconds. */
  readonly foundMs: number;
}

/** `by hand` is a mesh that nobody keeps: what the connections cost by themselves. */
export type StableStates = Readonly<Record<Contender | 'by hand', StableState>>;

/** All of them at the same time, because they do nothing but wait; newcomers come one after the other. */
export async function watchStableStates(): Promise<StableStates> {
  const worlds: World[] = [];
  try {
    for (const contender of [...contenders, 'by hand'] as const) {
      const world = await World.open(members + 1, { kind: 'coredns', limit: 5 });
      worlds.push(world);
      await formMesh(world, contender);
    }
    await pause(settleMs);
    const costs = await allEnded(worlds.map(watch));
    const states: StableState[] = [];
    for (const [index, world] of worlds.entries()) {
      const foundMs = await addNewcomer(world, contenders[index]);
      const cost = costs[index];
      if (cost !== undefined) states.push({ ...cost, foundMs });
    }
    const [ours, libcluster, dnsCluster, byHand] = states as [StableState, StableState, StableState, StableState];
    return { ours, libcluster, dns_cluster: dnsCluster, 'by hand': byHand };
  } finally {
    for (const world of worlds) await world.close();
  }
}

async function formMesh(world: World, contender: Contender | 'by hand'): Promise<void> {
  await world.boot();
  await publish(world, members);
  const addresses = world.pods.slice(0, members).map(({ address }) => address);
  for (const pod of world.pods.slice(0, members)) {
    const others = addresses.filter((address) => address !== pod.address);
    pod.expect(others.length);
    pod.start(contender === 'by hand' ? `by hand ${others.join()}` : contender);
  }
  await world.completion(longestMs, world.pods.slice(0, members));
}

async function watch(world: World): Promise<Omit<StableState, 'foundMs'>> {
  const pods = world.pods.slice(0, members);
  const before = await measureAll(pods);
  const begin = Date.now();
  await pause(windowMs);
  const end = Date.now();
  const after = await measureAll(pods);
  const [idle] = (await measureAll(world.pods.slice(members))) as [Usage];
  const addresses = pods.map(({ address }) => address);
  const asked = countBetween(await world.dns.report(), addresses, [begin, end]);
  const seconds = (end - begin) / 1000;
  const worked = sum(after.map(({ processorMs }) => processorMs)) - sum(before.map(({ processorMs }) => processorMs));
  return {
    residentMb: spreadOf(after.map(({ residentKb }) => residentKb / 1024)).median,
    idleMb: idle.residentKb / 1024,
    processor: worked / seconds / pods.length,
    questions: asked / seconds / pods.length,
  };
}

async function addNewcomer(world: World, contender: Contender | undefined): Promise<number> {
  const newcomer = world.pods[members];
  if (newcomer === undefined || contender === undefined) return NaN;
  for (const pod of world.pods) pod.expect(members);
  await publish(world, members + 1);
  newcomer.start(contender);
  return (await world.completion(longestMs)) - (newcomer.startedAt ?? NaN);
}

async function publish(world: World, count: number): Promise<void> {
  const records = world.pods.slice(0, count).flatMap(({ address }) => recordsOf(address));
  await world.dns.serve({ publications: [{ at: 0, records }], mode: 'normal', ttl: 5 });
}

function measureAll(pods: readonly BenchPod[]): Promise<readonly Usage[]> {
  return Promise.all(pods.map((pod) => pod.measure()));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
