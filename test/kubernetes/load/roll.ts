import { waitFor } from '../../nodes/wait';
import { httpPort, type Application } from '../application';
import { nodeNameOf } from '../mesh';
import { isReady, type PodObject } from '../objects';
import { applicationName } from '../print';
import { readHeralds, startHerald, type Heard } from './heralds';
import { Load, type LoadReport } from './load';
import { MeshWatch, type MeshReport } from './mesh-watch';

export interface RollReport {
  readonly load: LoadReport;
  readonly mesh: MeshReport;
  /** What old pods heard of new ones and new of old: just after each new one became Ready, and what the new remember in the end. */
  readonly heard: readonly Heard[];
  /** Pairs of an old and a new pod that did not hear each other in both directions. */
  readonly deaf: readonly string[];
  readonly newPods: readonly PodObject[];
}

const requestsPerSecond = 200;

/** Applies changed manifests while clients ask through the Service, and watches until the old pods are gone. */
export async function rollUnderLoad(application: Application, manifests: string): Promise<RollReport> {
  const old = await application.pods();
  await Promise.all(old.map((pod) => startHerald(application, pod)));
  const { spec } = await application.service(applicationName);
  const load = Load.start({ host: spec.clusterIP, port: httpPort, path: '/health' }, requestsPerSecond);
  const watch = MeshWatch.start(application, old.length);
  try {
    await application.apply(manifests);
    const met = await introduceNewPods(application, old);
    await application.waitForRollout();
    await waitFor('the old pods to be gone', async () => !(await application.allPods()).some(isOneOf(old)));
    const newPods = await application.pods();
    const memories = (await readAll(application, newPods)).filter(({ speaker }) =>
      old.map(nodeNameOf).includes(speaker),
    );
    return {
      load: await load.stop(),
      mesh: await watch.stop(),
      heard: [...met.heard, ...memories],
      deaf: met.deaf,
      newPods,
    };
  } finally {
    await Promise.all([load.stop(), watch.stop()]);
  }
}

async function readAll(application: Application, [first]: readonly PodObject[]): Promise<readonly Heard[]> {
  return first === undefined ? [] : readHeralds(application, first);
}

/** Lets each new pod take part in the talk as soon as it is Ready, until there are as many as there were old ones. */
async function introduceNewPods(
  application: Application,
  old: readonly PodObject[],
): Promise<Pick<RollReport, 'heard' | 'deaf'>> {
  const heard: Heard[] = [];
  const deaf: string[] = [];
  for (const known: PodObject[] = []; known.length < old.length;) {
    const fresh = await waitFor(
      'the next new pod to be Ready',
      async () => (await application.pods()).find((pod) => isReady(pod) && ![...old, ...known].some(isSame(pod))),
      { withinMs: 120_000 },
    );
    known.push(fresh);
    const present = (await application.pods()).filter(isOneOf(old));
    await startHerald(application, fresh);
    const { talk, silent } = await listen(application, fresh, present);
    heard.push(...talk);
    deaf.push(...silent);
  }
  return { heard, deaf };
}

const patienceMs = 5000;

async function listen(application: Application, fresh: PodObject, old: readonly PodObject[]) {
  const pairs = old.flatMap((pod) => [
    [nodeNameOf(pod), nodeNameOf(fresh)],
    [nodeNameOf(fresh), nodeNameOf(pod)],
  ]);
  const end = Date.now() + patienceMs;
  for (;;) {
    const all = await readHeralds(application, fresh);
    const talk = all.filter((one) => pairs.some(([listener, speaker]) => isBetween(one, listener, speaker)));
    const silent = pairs
      .filter(([listener, speaker]) => !talk.some((one) => isBetween(one, listener, speaker)))
      .map(([listener, speaker]) => `${listener ?? ''} heard nothing of ${speaker ?? ''}`);
    if (silent.length === 0 || Date.now() > end) return { talk, silent };
  }
}

function isBetween(heard: Heard, listener?: string, speaker?: string): boolean {
  return heard.listener === listener && heard.speaker === speaker;
}

function isSame(pod: PodObject): (other: PodObject) => boolean {
  return (other) => other.metadata.uid === pod.metadata.uid;
}

function isOneOf(pods: readonly PodObject[]): (other: PodObject) => boolean {
  return (other) => pods.some(isSame(other));
}
