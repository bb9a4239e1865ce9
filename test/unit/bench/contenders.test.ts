import { contenders, takeTurns, turnsOf } from '../../../bench/bed/contenders';

const sixRepeats = Array.from({ length: 6 }, (_, repeat) => turnsOf(repeat));

describe('the order of the contenders', () => {
  test('has all of them in each repeat', () => {
    for (const turns of sixRepeats) expect([...turns].sort()).toEqual([...contenders].sort());
  });

  test('is another one in each of six repeats, which is every order once', () => {
    expect(new Set(sixRepeats.map((turns) => turns.join())).size).toBe(6);
  });
});

test('the contender that fails is named, with the repeat', async () => {
  const attempt = (contender: string) =>
    contender === 'ours' ? Promise.reject(new Error('no mesh')) : Promise.resolve(1);

  await expect(takeTurns(2, attempt)).rejects.toThrow('ours, repeat 3: no mesh');
});

test('what each contender comes to is given by its name', async () => {
  expect(await takeTurns(0, (contender) => Promise.resolve(contender.length))).toEqual({
    ours: 4,
    libcluster: 10,
    dns_cluster: 11,
  });
});
