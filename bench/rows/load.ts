import { compare } from '../measure/compare';
import { timeLoading } from '../measure/fresh-process';
import { spreadOf } from '../measure/spread';
import type { Row } from '../row';

const repeats = 15;

/** How long a door takes to load, against its engine alone. */
export function load(door: 'cdk8s' | 'pulumi', engine: readonly string[]): Row {
  return {
    name: `load-${door}`,
    about: `require of beam-cluster/${door}, against ${engine.join(' and ')} alone`,
    unit: 'CPU ms',
    goal: { of: 'ratio', atMost: 1.1 },
    run: () =>
      compare(
        { ours: () => timeLoading([`beam-cluster/${door}`]), others: () => timeLoading(engine) },
        { counted: repeats },
      ),
  };
}

export const loadModel: Row = {
  name: 'load-model',
  about: 'require of beam-cluster/model, which has no engine',
  unit: 'CPU ms',
  goal: { of: 'ours', atMost: 25 },
  run: () => ({ ours: spreadOf(Array.from({ length: repeats }, () => timeLoading(['beam-cluster/model']))) }),
};
