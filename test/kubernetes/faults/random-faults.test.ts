import { printFigure } from '../figures';
import { waitForMesh } from '../mesh';
import { printVariant } from '../print';
import { describeOnOwnNodes, useApplication } from '../scenario';
import { findBystanders, waitUntilWhole } from './aftermath';
import type { Fault, Scene } from './fault';
import { kinds } from './kinds';
import { findLostLinks } from './lost-links';
import { drawSequence, faults, repeatedBy } from './sequence';
import { changes } from './strikes/changes';
import { dnsFaults } from './strikes/dns';
import { nodeFaults } from './strikes/nodes';
import { podFaults } from './strikes/pods';
import { Times } from './times';

const all = [...podFaults, ...nodeFaults, ...dnsFaults, ...changes];
const replicas = 4;
const longestFaultMs = 180_000;

describeOnOwnNodes(`${faults} faults, ${repeatedBy}`, () => {
  const scenario = useApplication('faults', async (application) => {
    // What is proven is who stays connected and comes back. How long a rollout waits for clients is another test's, and time here.
    await application.apply(printVariant({ replicas, rollout: { minReadySeconds: 0 }, drain: { preStopSeconds: 1 } }));
    await waitForMesh(application, replicas);
    await application.waitForRollout();
  });

  scenario.test(
    'the cluster is whole after each, and lost neither a link nor a pod that the fault did not strike',
    async (application) => {
      const times = new Times();
      for (const [step, { kind, luck }] of drawSequence().entries()) {
        const name = `fault ${step + 1} of ${faults}, ${kind}`;
        const pods = await application.pods();
        const scene: Scene = { application, pods, choose: (from) => pick(from, luck) };
        await nameFailure(name, async () => {
          const started = Date.now();
          const effect = await find(kind).strike(scene);
          const struck = Date.now();
          const seconds = kinds[kind].wholeWithinSeconds + (effect.backOffSeconds ?? 0);
          const after = await waitUntilWhole(application, effect, seconds * 1000);
          const whole = Date.now();
          times.note(kind, whole - started, whole - struck);
          process.stdout.write(`  ${name}: ${effect.target}: whole after ${((whole - struck) / 1000).toFixed(1)} s\n`);
          expect(findBystanders(scene, effect, after)).toEqual([]);
          expect(await findLostLinks(scene, effect, after, started)).toEqual([]);
        });
      }
      for (const line of times.lines()) printFigure(...line);
    },
    faults * longestFaultMs,
  );
});

function find(kind: string): Fault {
  const fault = all.find((one) => one.kind === kind);
  if (fault === undefined) throw new Error(`Nothing strikes as "${kind}".`);
  return fault;
}

function pick<T>(from: readonly T[], luck: number): T {
  const one = from[luck % from.length];
  if (one === undefined) throw new Error('There is nothing to choose from.');
  return one;
}

async function nameFailure(name: string, step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (error instanceof Error) error.message = `${name}; again with ${repeatedBy}:\n${error.message}`;
    throw error;
  }
}
