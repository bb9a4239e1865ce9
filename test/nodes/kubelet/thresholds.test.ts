import { Thresholds } from './thresholds';

test('a probe is believed after as many failures in a row as its threshold says', () => {
  const thresholds = new Thresholds({ successThreshold: 1, failureThreshold: 3 });
  const results = (['failure', 'failure', 'success', 'failure', 'failure', 'failure'] as const).map((result) =>
    thresholds.record(result),
  );
  expect(results).toEqual([undefined, undefined, 'success', undefined, undefined, 'failure']);
});
