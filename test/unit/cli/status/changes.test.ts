import { readChanges } from '../../../../lib/cli/status/changes';
import type { NodeChange } from '../../../../lib/cli/status/cluster-status';
import { member, nodeName, view } from './members';

const seenBy = (number: number, uptimeSeconds: number, changes: readonly NodeChange[]) =>
  member(number, { view: view(number, [], { uptimeSeconds, changes }) });
const joined = (number: number, secondsAgo: number): NodeChange => ({
  node: nodeName(number),
  change: 'joined',
  secondsAgo,
});
const lost = (number: number, secondsAgo: number): NodeChange => ({
  node: nodeName(number),
  change: 'lost',
  secondsAgo,
});

test('a join that both ends saw is the younger one, once', () => {
  expect(readChanges([seenBy(1, 600, [joined(2, 60)]), seenBy(2, 61, [joined(1, 60)])])).toEqual([joined(2, 60)]);
});

test('a loss that many saw is reported once, with the last to see it', () => {
  expect(readChanges([seenBy(1, 600, [lost(9, 30)]), seenBy(2, 600, [lost(9, 15)])])).toEqual([lost(9, 15)]);
});

test('the newest come first, and at most ten', () => {
  const many = Array.from({ length: 12 }, (_, index) => lost(100 + index, 12 - index));

  const changes = readChanges([seenBy(1, 600, many)]);
  expect(changes).toHaveLength(10);
  expect(changes[0]).toEqual(lost(111, 1));
});
