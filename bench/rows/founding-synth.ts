import { foundingExample } from '../founding-example';
import { handWritten } from '../hand-written';
import { compare } from '../measure/compare';
import type { Row } from '../row';
import { perCluster } from '../synth';

// A garbage collection falls on one of a pair and doubles it, so that the median needs many pairs to hold still.
const repeats = { counted: 101, warmUp: 20 };

export const foundingSynth: Row = {
  name: 'founding-synth',
  about: 'synth of the founding example, against the same objects hand-written in cdk8s-plus',
  unit: 'CPU ms',
  goal: { of: 'ratio', atMost: 1.2 },
  run: () => compare({ ours: perCluster(foundingExample, 1), others: perCluster(handWritten, 1) }, repeats),
};
