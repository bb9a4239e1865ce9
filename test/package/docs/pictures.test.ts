import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { picturesOf, stampOf } from '../../../packaging/pictures/pictures';

const root = join(__dirname, '../../..');
const pictures = picturesOf(root);

test('every diagram of the documentation has a picture', () => {
  const pages = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((page) =>
    page.endsWith('.md'),
  );
  const diagrams = pages.flatMap((page) => [
    ...readFileSync(join(root, 'docs', page), 'utf8').matchAll(/^```mermaid$/gm),
  ]);

  expect(diagrams.length).toBeGreaterThan(0);
  expect(pictures).toHaveLength(diagrams.length);
});

test.each(pictures)('$file shows its diagram as it is now (npm run pictures)', (picture) => {
  expect(readFileSync(join(root, picture.file), 'utf8')).toContain(stampOf(picture));
});
