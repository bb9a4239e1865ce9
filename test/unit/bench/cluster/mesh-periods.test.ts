import { brokenTime, countLostLinks, meshPeriods } from '../../../../bench/cluster/mesh-periods';
import type { LinkChange, PodRecord } from '../../../../bench/cluster/records';

const up = (at: number, peer: string): LinkChange => ({ at, up: true, peer });
const down = (at: number, peer: string): LinkChange => ({ at, up: false, peer });
const pod = (node: string, ...changes: readonly LinkChange[]): PodRecord => ({
  pod: node,
  node,
  changes: [...changes],
});

test('a mesh is full when the last pod has its last peer, in whatever order they tell', () => {
  const pods = [
    pod('a', up(10, 'b'), up(40, 'c')),
    pod('b', up(11, 'a'), up(30, 'c')),
    pod('c', up(31, 'b'), up(41, 'a')),
  ];
  expect(meshPeriods(pods)).toEqual([{ from: 41 }]);
  expect(meshPeriods([...pods].reverse())).toEqual([{ from: 41 }]);
});

test('a link that only one end sees makes no mesh, nor does a single pod', () => {
  expect(meshPeriods([pod('a', up(10, 'b')), pod('b')])).toEqual([]);
  expect(meshPeriods([pod('a')])).toEqual([]);
  expect(meshPeriods([])).toEqual([]);
});

test('nodes that are none of the pods count for nothing', () => {
  const pods = [pod('a', up(5, 'shell'), up(10, 'b'), down(15, 'shell')), pod('b', up(11, 'a'))];
  expect(meshPeriods(pods)).toEqual([{ from: 11 }]);
  expect(countLostLinks(pods, 0, 100)).toBe(0);
});

const broken = [
  pod('a', up(10, 'b'), down(50, 'b'), up(70, 'b'), down(200, 'b')),
  pod('b', up(10, 'a'), down(52, 'a'), up(71, 'a'), down(201, 'a')),
];

test('a mesh that breaks and heals has two periods', () => {
  expect(meshPeriods(broken)).toEqual([
    { from: 10, to: 50 },
    { from: 71, to: 200 },
  ]);
});

test('the time that is broken is what is left of the periods, only within the window', () => {
  expect(brokenTime(broken, 20, 150)).toBe(21);
  expect(brokenTime(broken, 60, 65)).toBe(5);
  expect(brokenTime(broken, 190, 210)).toBe(10);
  expect(brokenTime([pod('a', up(1, 'b')), pod('b', up(1, 'a'))], 20, 150)).toBe(0);
});

test('a lost link counts once, although both ends tell of it, and each time it is lost', () => {
  expect(countLostLinks(broken, 20, 150)).toBe(1);
  expect(countLostLinks(broken, 20, 300)).toBe(2);
  expect(countLostLinks([pod('a', down(5, 'b')), pod('b')], 0, 10)).toBe(1);
});
