import { findOverlap } from './singleton-log';

const pod = (name: string, ...lines: readonly string[]) => ({ name, readLog: () => lines.join('\n') });

test('ownerships that follow each other do not overlap, also at midnight and within a millisecond', () => {
  const a = pod('a', '23:59:59.000 [info] X: runs on this node', '00:00:01.500 [info] X: has stopped on this node');
  const b = pod('b', '00:00:01.500 [info] X: runs on this node', '00:00:00.500 [info] Y: runs on this node');
  expect(findOverlap([b, a], 'X')).toBeUndefined();
});

test('two that run at the same time are named', () => {
  const a = pod('a', '10:00:00.000 [info] X: runs on this node', '10:00:02.000 [info] X: has stopped on this node');
  const b = pod('b', '10:00:01.999 [info] X: runs on this node');
  expect(findOverlap([a, b], 'X')).toBe('b began while a had it');
});
