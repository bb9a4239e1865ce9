import '../../unit/cli/await-client';
import fc from 'fast-check';
import { seeds } from '../seeds';
import { commands, runOn, type Ran } from './command';
import { changeTexts, hostileChange, violationsOf } from './hostile-text';
import { makeWorld, type World } from './world';

const world = makeWorld();
const runs = 6;

/** What the places of texts have in common with each other: their path without numbers and names of pods. */
type Change = (text: string, path: string) => string;

/** A world whose texts are changed, the same text in the same way, so that what belongs together still does. */
function changed({ answers, exec }: World, change: Change): World {
  return {
    answers: Object.fromEntries(Object.entries(answers).map(([path, answer]) => [path, changeTexts(answer, change)])),
    exec: (pod, command) => {
      const answer = exec(pod, command);
      return (
        answer && {
          ...answer,
          stdout: changeLines(answer.stdout ?? '', change),
          stderr: change('sh: x: not found', 'stderr'),
        }
      );
    },
  };
}

/** Words of what a command prints; the first of a line says what the others are. */
function changeLines(printed: string, change: Change): string {
  const changeWord = (word: string, index: number) => (index < 2 ? word : change(word, 'stdout'));
  return printed
    .split('\n')
    .map((line) => line.split('\t').map(changeWord).join('\t'))
    .join('\n');
}

/** One change for each share of the places; a share of one is all of them, which gets no further than the first look. */
const changes = fc.tuple(hostileChange, fc.constantFrom(1, 2, 4, 8, 16, 32), fc.nat(31)).map(
  ([how, share, which]): Change =>
    (text, path) =>
      hashOf(path) % share === which % share ? how(text) : text,
);

function hashOf(text: string): number {
  return [...Buffer.from(text)].reduce((hash, byte) => (hash * 31 + byte) % 1_000_003, 7);
}

function expectHarmless({ code, stdout, stderr }: Ran, isTTY: boolean, isJson: boolean): void {
  expect(violationsOf(stdout, isTTY)).toEqual([]);
  expect(violationsOf(stderr, isTTY)).toEqual([]);
  expect(stderr).not.toContain('bug of beam-cluster');
  expect([0, 1, 2, 3]).toContain(code);
  if (isJson && stdout !== '') expect(() => JSON.parse(stdout) as unknown).not.toThrow();
}

describe.each(seeds)('with ATTACK_SEEDS=%i', (seed) => {
  test.each(commands)(
    'no text of a cluster reaches the terminal as it is: $line',
    async ({ args }) => {
      await fc.assert(
        fc.asyncProperty(changes, fc.boolean(), async (change, isTTY) => {
          const ran = await runOn(changed(world, change), args, { isTTY, env: { TERM: 'xterm' } });
          expectHarmless(ran, isTTY, args.includes('--json'));
        }),
        { seed, numRuns: runs },
      );
    },
    120_000,
  );
});
