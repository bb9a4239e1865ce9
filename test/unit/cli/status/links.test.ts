import { groupsOf, isNodeOf, readLinks } from '../../../../lib/cli/status/links';
import { member, nodeName, silent, view } from './members';

const states = (members: Parameters<typeof readLinks>[0]) =>
  readLinks(members).map(({ from, to, state }) => `${from}-${to} ${state}`);

describe('a link', () => {
  test('is up when one end has it, down when none has, and unknown when both are silent', () => {
    const members = [member(1, { view: view(1, [2]) }), member(2), silent(3), silent(4)];

    expect(states(members)).toEqual(['0-1 up', '0-2 down', '0-3 down', '1-2 down', '1-3 down', '2-3 unknown']);
  });

  test('has the cause and the round trip from whichever end knows', () => {
    const missing = [{ node: nodeName(3), cause: 'refused', seconds: 4 }];
    const members = [
      member(1, { view: view(1, [2], { missing }) }),
      member(2, { view: view(2, [1], { roundTrips: { [nodeName(1)]: 0.4 } }) }),
      member(3),
    ];

    expect(readLinks(members)).toEqual([
      { from: 0, to: 1, state: 'up', roundTripMs: 0.4 },
      { from: 0, to: 2, state: 'down', cause: 'refused' },
      { from: 1, to: 2, state: 'down' },
    ]);
  });

  test('is not expected of a pod that waits or has ended', () => {
    expect(states([member(1), member(2, { state: 'waiting' }), member(3, { state: 'ended' })])).toEqual([]);
  });
});

test.each([
  ['its own word', nodeName(1), true],
  ['the address of the pod', 'other@10.0.1.1', true],
  ['an address that only begins so', 'api@10.0.1.11', false],
  ['the name of the pod', 'api@api-1', true],
  ['the name of the pod in a domain', 'api@api-1.api-headless.prod.svc.cluster.local', true],
  ['another pod', 'api@api-11.api-headless.prod.svc.cluster.local', false],
])('a node is found by %s', (_, node, expected) => {
  expect(isNodeOf(member(1), node)).toBe(expected);
});

test('members that are linked over others are one group, and the largest is first', () => {
  const members = [member(1), member(2, { view: view(2, [3]) }), member(3, { view: view(3, [2, 4]) }), member(4)];

  expect(groupsOf(members, readLinks(members))).toEqual([[1, 2, 3], [0]]);
});
