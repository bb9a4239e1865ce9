import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { seedRandom } from '../../../bench/bed/random';
import { objectsAmong, passwordAmong } from '../kept';
import { testProgram } from '../program';
import { manifestsIn } from '../rendered';
import { EngineStack } from '../stack';
import { changes } from '../steps';

// The moments are parts of the time of a whole update, so that a slow machine has the same. KILLS=20 KILL_SEED=7 tries others.
const { KILLS: kills = '4', KILL_SEED: seed = '17' } = process.env;
const random = seedRandom(Number(seed));
const moments = Array.from({ length: Number(kills) }, () => random());
const jobs = ['makes everything', 'changes a secret'] as const;

const update = ['up', '--yes', '--skip-preview'] as const;

jest.setTimeout(1_800_000);

describe(`an update whose engine is killed, KILLS=${kills} KILL_SEED=${seed}`, () => {
  let stack: EngineStack;
  // The shortest so far: the first update of a machine takes longer, and later kills would come after the end.
  let lastsMs = Infinity;

  beforeAll(async () => {
    stack = await EngineStack.make(testProgram('life'));
    await stack.configure({ image: 'ghcr.io/rsolv/rsolv-api:1.0.0', namespace: 'shop', greeting: 'hello' });
    await stack.configure({ token: 'first', renderTo: stack.renderFolder });
    await finish();
  });
  beforeEach(async () => {
    await stack.destroy();
    rmSync(stack.renderFolder, { recursive: true, force: true });
  });
  afterAll(() => (stack as EngineStack | undefined)?.remove());

  async function finish() {
    const begun = Date.now();
    const { code, stdout, stderr } = await stack.run(...update);
    lastsMs = Math.min(lastsMs, Date.now() - begun);
    expect([code, code === 0 || stdout + stderr]).toEqual([0, true]);
  }

  const rendered = () => Object.keys(manifestsIn(stack.renderFolder)).sort();

  test.each(moments.map((moment, index) => [jobs[index % 2] ?? jobs[0], moment] as const))(
    'that %s, at %f of it, is finished by the next one',
    async (job, moment) => {
      if (job === 'changes a secret') {
        await finish();
        await stack.configure({ token: randomBytes(12).toString('hex') });
      }
      await stack.runUntilKilled(moment * lastsMs, ...update);
      const before = passwordAmong(await stack.resources());
      const begun = objectsAmong(await stack.interrupted());

      await stack.run('cancel', '--yes');
      await finish();

      expect(changes(await stack.preview())).toEqual([]);
      const { value: cookie } = await stack.cookie();
      expect(cookie).toEqual(before ?? (expect.stringMatching(/^[A-Za-z0-9]{48}$/) as string));
      const known = objectsAmong(await stack.resources());
      expect(known).toHaveLength(7);
      // The state names what the engine had begun to make. Only the provider knows whether it was made.
      expect(rendered().filter((object) => known.includes(object) || !begun.includes(object))).toEqual(known);
    },
  );
});
