import { foundingExample } from '../founding-example';
import { handWritten } from '../hand-written';
import { compare } from '../measure/compare';
import type { Row } from '../row';
import { perCluster } from '../synth';

/** Many clusters in one app. */
export function clusters(count: number): Row {
  const repeats = count < 1000 ? { counted: 15, warmUp: 3 } : { counted: 3 };
  return {
    name: `clusters-${count}`,
    about: `synth of ${count} in one app, the app itself included, against as many hand-written`,
    unit: 'CPU ms per cluster',
    goal: { of: 'ours', atMost: 3 },
    run: () => compare({ ours: perCluster(foundingExample, count), others: perCluster(handWritten, count) }, repeats),
  };
}
