import { waitFor } from '../../nodes/wait';
import { testReleaseCommands } from '../command-tests';
import { printFigure } from '../figures';
import { testFoundingExample } from '../founding-tests';
import { kubectl } from '../kubectl';
import { nodeNameOf, waitForMesh, waitForReady } from '../mesh';
import { readySince, type PodObject } from '../objects';
import { applicationName, printVariant } from '../print';

const namespace = 'stateful';
const names = [0, 1, 2].map((number) => `${applicationName}-${number}`);
const scenario = testFoundingExample(namespace, printVariant({ workload: 'StatefulSet' }));

scenario.test('the pods start in parallel: all were made before one was Ready', async (application) => {
  const pods = await waitForReady(application, 3);
  const [firstReady = ''] = pods.map((pod) => readySince(pod) ?? '').sort();
  const made = pods.map(({ metadata }) => metadata.creationTimestamp).sort();
  printFigure(`${namespace}: the last pod made, the first Ready`, `${made.at(-1) ?? ''}, ${firstReady}`);
  for (const time of made) expect(Date.parse(time)).toBeLessThan(Date.parse(firstReady));
});

scenario.test('a deleted pod comes back under its name, and joins', async (application) => {
  const before = await application.pods();
  expect(before.map(nameOf).sort()).toEqual(names);
  const deleted = before.find((pod) => nameOf(pod) === names[1]);
  if (deleted === undefined) throw new Error(`There is no pod ${names[1] ?? ''}.`);
  await kubectl(['delete', 'pod', nameOf(deleted)], { namespace });
  await waitFor(`a new ${nameOf(deleted)}`, async () => {
    const pods = await application.pods();
    return pods.some((pod) => nameOf(pod) === nameOf(deleted) && pod.metadata.uid !== deleted.metadata.uid);
  });
  const after = await waitForMesh(application, 3);
  expect(after.map(nameOf).sort()).toEqual(names);
  for (const pod of after.filter((other) => nameOf(other) !== nameOf(deleted))) {
    const said = (await application.logOf(pod)).match(/Node disconnected from cluster: .*/g);
    expect(said).toEqual([`Node disconnected from cluster: ${nodeNameOf(deleted)} (left)`]);
  }
});

testReleaseCommands(scenario);

function nameOf({ metadata }: PodObject): string {
  return metadata.name;
}
