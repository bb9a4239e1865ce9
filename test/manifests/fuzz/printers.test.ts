import { Testing } from 'cdk8s';
import fc from 'fast-check';
import { BeamCluster as Cdk8sCluster } from 'beam-cluster/cdk8s';
import { type BeamClusterProps } from 'beam-cluster/model';
import { BeamCluster as PulumiCluster } from 'beam-cluster/pulumi';
import { ofPulumi, printByCdk8s, printByModel, printByPulumi } from '../parity/printing';
import { record } from '../../unit/pulumi/engine';
import { messageViolations, outcomeOf } from './outcome';
import { runs, seed } from './run';
import { validProps } from './valid-props';
import { wildProps } from './wild-props';

const many = Math.ceil(runs / 20);
const some = Math.ceil(runs / 100);

function pulumiMessage(props: unknown): string {
  try {
    new PulumiCluster('api', props as never);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

describe(`${many} generated props through cdk8s, BEAM_CLUSTER_FUZZ_SEED=${seed}`, () => {
  test('each end in a synth, or in problems of the construct', () => {
    fc.assert(
      fc.property(wildProps, (props) => {
        const chart = Testing.chart();
        const problems = new Cdk8sCluster(chart, 'api', props as never).node.validate();

        expect(problems.flatMap(messageViolations)).toEqual([]);
        if (problems.length === 0) expect(Testing.synth(chart)).not.toEqual([]);
      }),
      { seed, numRuns: many },
    );
  }, 120_000);

  test('each are printed as the model decided', () => {
    fc.assert(
      fc.property(validProps, (props) => {
        fc.pre('model' in outcomeOf(props));
        expect(printByCdk8s('api', props as unknown as BeamClusterProps)).toEqual(
          printByModel('api', props as unknown as BeamClusterProps),
        );
      }),
      { seed, numRuns: many / 2 },
    );
  }, 120_000);
});

describe(`${some} generated props through Pulumi, BEAM_CLUSTER_FUZZ_SEED=${seed}`, () => {
  const given = fc.sample(wildProps, { seed, numRuns: some });

  test('each end in registrations, or in an error that says what is wrong', async () => {
    for (const props of given) {
      const { made: message } = await record(() => pulumiMessage(props));

      expect(message === '' ? [] : messageViolations(message)).toEqual([]);
    }
  }, 120_000);

  test('each are printed as the model decided', async () => {
    const cookie = { secretName: 'beam' };
    for (const props of fc.sample(validProps, { seed, numRuns: some })) {
      const complete = { cookie, ...props, ...(props['cookie'] === undefined ? { cookie } : {}) } as never;
      if (!('model' in outcomeOf(complete))) continue;
      expect(await printByPulumi('api', complete)).toEqual(printByModel('api', complete, ofPulumi));
    }
  }, 120_000);
});
