import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, Testing, type Chart } from 'cdk8s';
import { attach } from '../../../examples/cdk8s/attach';
import { autoscaling } from '../../../examples/cdk8s/autoscaling';
import { escapeHatches } from '../../../examples/cdk8s/escape-hatches';
import { everything } from '../../../examples/cdk8s/everything';
import { ingress } from '../../../examples/cdk8s/ingress';
import { sidecars } from '../../../examples/cdk8s/sidecars';
import { tasks } from '../../../examples/cdk8s/tasks';
import { worker } from '../../../examples/cdk8s/worker';

const examples: Readonly<Record<string, (app: App) => Chart>> = {
  attach,
  autoscaling,
  'escape-hatches': escapeHatches,
  everything,
  ingress,
  sidecars,
  tasks,
  worker,
};

test('every example of cdk8s is run here', () => {
  const files = readdirSync(join(__dirname, '../../../examples/cdk8s')).map((file) => file.replace('.ts', ''));
  expect(Object.keys(examples).sort()).toEqual(files.sort());
});

test.each(Object.entries(examples))('the example %s prints what it printed', (_name, example) => {
  expect(Testing.synth(example(Testing.app()))).toMatchSnapshot();
});
