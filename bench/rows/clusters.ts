import { foundingExample } from '../founding-example';
import { handWritten } from '../hand-written';
import { compare } from '../measure/compare';
import type { Row } from '../row';
import { timeSynth, type Write } from '../synth';

/** Many clusters in one app. */
export function clusters(count: number): Row {
  const perCluster = (write: Write) => () => timeSynth(write, count) / count;
  const repeats = count >= 1000 ? 3 : 15;
  return {
    name: `clusters-${count}`,
    about: `synth of ${count} in one app, per cluster, against the same hand-written`,
    unit: 'ms per cluster',
    goal: { of: 'ours', atMost: 3 },
    run: () => compare({ ours: perCluster(foundingExample), others: perCluster(handWritten) }, repeats),
  };
}
