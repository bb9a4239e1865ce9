import { foundingExample } from '../founding-example';
import { handWritten } from '../hand-written';
import { compare } from '../measure/compare';
import type { Row } from '../row';
import { timeSynth, type Write } from '../synth';

const repeats = 31;

// One synth takes a few milliseconds, in which a single garbage collection shows.
const synthsPerRepeat = 10;

const each = (write: Write) => () => {
  let total = 0;
  for (let synth = 0; synth < synthsPerRepeat; synth++) total += timeSynth(write, 1);
  return total / synthsPerRepeat;
};

export const foundingSynth: Row = {
  name: 'founding-synth',
  about: 'synth of the founding example, against the same objects hand-written in cdk8s-plus',
  unit: 'ms',
  goal: { of: 'ratio', atMost: 1.2 },
  run: () => compare({ ours: each(foundingExample), others: each(handWritten) }, repeats),
};
