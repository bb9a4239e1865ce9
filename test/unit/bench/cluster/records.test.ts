import { takeLine, type PodRecord } from '../../../../bench/cluster/records';

test('the lines of a pod become its record, in milliseconds', () => {
  const lines = ['vm 1000000', 'up 1200000 b_1@10.0.0.2', 'discovery 1500500', 'down 1700000 b_1@10.0.0.2'];
  let record: PodRecord | undefined;
  for (const line of ['pod bench-1-x b_1@10.0.0.1', ...lines]) record = takeLine(line, record);
  expect(record).toEqual({
    pod: 'bench-1-x',
    node: 'b_1@10.0.0.1',
    vmStartedAt: 1000,
    discoveryStartedAt: 1500.5,
    changes: [
      { at: 1200, up: true, peer: 'b_1@10.0.0.2' },
      { at: 1700, up: false, peer: 'b_1@10.0.0.2' },
    ],
  });
});

test.each([
  ['vm 1000000', 'before it said who it is', undefined],
  ['vm soon', 'has no moment', takeLine('pod p n')],
  ['nap 1000000', 'means nothing', takeLine('pod p n')],
])('"%s" is an error that says it %s', (line, reason, record) => {
  expect(() => takeLine(line, record)).toThrow(reason);
});
