import { exitCode, runRow, type Row } from '../../../bench/row';
import { table } from '../../../bench/table';

const common = { about: 'a row of this test', unit: 'ms', goal: { of: 'ours', atMost: 5 } } as const;
const spread = (median: number) => ({ min: median, median, max: median });
const broken: Row = { ...common, name: 'broken', run: () => Promise.reject(new Error('no mesh')) };
const thrown: Row = {
  ...common,
  name: 'thrown',
  run: () => {
    throw new Error('no root');
  },
};
const good: Row = { ...common, name: 'good', run: () => ({ ours: spread(4) }) };
const slow: Row = { ...common, name: 'slow', run: () => ({ ours: spread(6) }) };

test.each([
  ['rejects', broken, 'no mesh'],
  ['throws', thrown, 'no root'],
])('a row that %s is printed as failed, with no figure and with the reason', async (_how, row, error) => {
  const result = await runRow(row);
  expect(result).toMatchObject({ name: row.name, ours: null, met: null, error });
  expect(table([result], false)).toMatch(new RegExp(`${row.name} .*failed`));
});

test('the bench ends with 1 when a row has failed or missed its goal, and only then', async () => {
  const [bad, fine, late] = await Promise.all([runRow(broken), runRow(good), runRow(slow)]);
  expect(table([fine, late], false)).toMatch(/good .*met[^]*slow .*missed/);
  expect(exitCode([fine])).toBe(0);
  expect(exitCode([fine, bad])).toBe(1);
  expect(exitCode([fine, late])).toBe(1);
});
