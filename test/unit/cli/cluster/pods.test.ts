import { setImmediate } from 'node:timers/promises';
import { mapAtMost } from '../../../../lib/cli/cluster/pods';

test('results come in the order of the items, and no more are under way than allowed', async () => {
  let underWay = 0;
  let most = 0;
  const results = await mapAtMost(3, [5, 1, 4, 2, 3, 0], async (turns) => {
    most = Math.max(most, (underWay += 1));
    for (let turn = 0; turn < turns; turn += 1) await setImmediate();
    underWay -= 1;
    return turns * 10;
  });

  expect(results).toEqual([50, 10, 40, 20, 30, 0]);
  expect(most).toBe(3);
});

test('one that fails fails all', async () => {
  await expect(mapAtMost(2, [1, 2], () => Promise.reject(new Error('no')))).rejects.toThrow('no');
});
