import { foundingExample } from '../founding-example';
import { compare } from '../measure/compare';
import type { Row } from '../row';
import { perCluster } from '../synth';

export const clustersLinear: Row = {
  name: 'clusters-linear',
  about: 'synth of 1000 clusters in one app, per cluster, against 100 of them',
  unit: 'CPU ms per cluster',
  goal: { of: 'ratio', atMost: 1.5 },
  run: () =>
    compare({ ours: perCluster(foundingExample, 1000), others: perCluster(foundingExample, 100) }, { counted: 3 }),
};
