import { foundingExample } from '../founding-example';
import { compare } from '../measure/compare';
import type { Row } from '../row';
import { timeSynth } from '../synth';

const perCluster = (count: number) => () => timeSynth(foundingExample, count) / count;

export const clustersLinear: Row = {
  name: 'clusters-linear',
  about: 'synth of 1000 clusters in one app, per cluster, against 100 of them',
  unit: 'ms per cluster',
  goal: { of: 'ratio', atMost: 1.5 },
  run: () => compare({ ours: perCluster(1000), others: perCluster(100) }, 3),
};
