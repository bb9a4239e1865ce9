import { App, Chart, Testing } from 'cdk8s';
import { foundingExample } from '../../../bench/founding-example';
import { handWritten } from '../../../bench/hand-written';

interface ApiObject {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

function printedBy(write: (chart: Chart, name: string) => void): Map<string, ApiObject> {
  const chart = new Chart(new App(), 'bench');
  write(chart, 'rsolv-api');
  const objects = Testing.synth(chart) as readonly ApiObject[];
  return new Map(objects.map((object) => [`${object.kind} ${object.metadata.name}`, object]));
}

const ours = printedBy(foundingExample);
const theirs = printedBy(handWritten);

test('the bench compares with the same set of objects', () => {
  expect([...theirs.keys()].sort()).toEqual([...ours.keys()].sort());
});

test.each([...ours.keys()])('the bench compares with the same %s, written by hand', (object) => {
  expect(theirs.get(object)).toEqual(ours.get(object));
});
