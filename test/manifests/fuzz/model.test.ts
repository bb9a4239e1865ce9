import fc from 'fast-check';
import { outcomeOf, outcomeViolations } from './outcome';
import { runs, seed } from './run';
import { validProps } from './valid-props';
import { wildProps } from './wild-props';

describe(`${runs} generated props, BEAM_CLUSTER_FUZZ_SEED=${seed}`, () => {
  test('each end in manifests that are valid, or in an error that says what is wrong', () => {
    fc.assert(
      fc.property(wildProps, (props) => {
        expect(outcomeViolations(outcomeOf(props))).toEqual([]);
      }),
      { seed, numRuns: runs },
    );
  }, 300_000);

  test('are worth the time: of those that are well formed, most become a cluster', () => {
    const outcomes = fc.sample(validProps, { seed, numRuns: 500 }).map(outcomeOf);

    expect(outcomes.filter((outcome) => 'model' in outcome).length).toBeGreaterThan(150);
  });
});
