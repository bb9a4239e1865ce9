import { contenders, turnsOf } from '../../bench/bed/contenders';

const sixRepeats = Array.from({ length: 6 }, (_, repeat) => turnsOf(repeat));

describe('the order of the contenders', () => {
  test('has all of them in each repeat', () => {
    for (const turns of sixRepeats) expect([...turns].sort()).toEqual([...contenders].sort());
  });

  test('is another one in each of six repeats, which is every order once', () => {
    expect(new Set(sixRepeats.map((turns) => turns.join())).size).toBe(6);
  });
});
