import { hasLostPoll, judge } from '../../../../bench/cluster/verdict';

const lost = (ratio: number) => ({ ratio, lostPoll: true });
const kept = (ratio: number) => ({ ratio, lostPoll: false });

test.each([
  ['a fifth at worst where polls are lost', [lost(0.1), lost(0.2)], 'ratio at worst ≤ 0.2', true],
  ['one repeat too slow is missed', [lost(0.1), lost(0.1), lost(0.21)], 'ratio at worst ≤ 0.2', false],
  ['elsewhere the median counts', [kept(0.9), kept(1), kept(1.3)], 'ratio ≤ 1', true],
  ['and it must not be above theirs', [kept(0.9), kept(1.1), kept(1.3)], 'ratio ≤ 1', false],
  ['each repeat has the goal of its own fate', [lost(0.1), kept(1)], '1× ratio at worst ≤ 0.2, 1× ratio ≤ 1', true],
  ['of which one is enough to miss it', [lost(0.5), kept(1)], '1× ratio at worst ≤ 0.2, 1× ratio ≤ 1', false],
])('%s', (_rule, repeats, goal, met) => {
  expect(judge(repeats)).toEqual({ goal, met });
});

const trial = { lastVmStart: 500, firstLookUp: 1000, lastFirstLookUp: 1600, firstPublication: 2000 };

test('who has no mesh long after the first look-up has lost a poll', () => {
  expect(hasLostPoll({ ...trial, mesh: 6005 })).toBe(true);
  expect(hasLostPoll({ ...trial, mesh: 1700 })).toBe(false);
});
