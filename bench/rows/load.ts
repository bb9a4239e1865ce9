import { compare } from '../measure/compare';
import { timeLoading } from '../measure/fresh-process';
import { spreadOf } from '../measure/spread';
import type { Row } from '../row';

const repeats = 15;

/** How long an entry point takes to load, compared with loading only its engine. */
export function load(door: 'cdk8s' | 'pulumi', engine: readonly string[]): Row {
  return {
    name: `load-${door}`,
    about: `require of beam-cluster/${door}, against only ${engine.join(' and ')}`,
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
