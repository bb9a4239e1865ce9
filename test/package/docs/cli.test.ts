import '../../unit/cli/await-client';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pictures, picturesOf } from '../../unit/cli/shown';

const drawn = picturesOf(readFileSync(join(__dirname, '../../../docs/cli.md'), 'utf8'));

test('every picture is in the docs', () => {
  expect([...drawn.keys()].sort()).toEqual(pictures.map(({ name }) => name).sort());
});

test.each(pictures)(
  'the picture "$name" is what the command prints (npx tsx test/unit/cli/redraw-docs.ts)',
  async ({ name, print }) => {
    expect(drawn.get(name)).toBe(await print());
  },
);
