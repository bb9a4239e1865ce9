import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { anchorOf } from '../../../packaging/docs/markdown';
import { readReference } from '../../../packaging/docs/reference';
import { referencePage } from '../../../packaging/docs/reference-page';

const made = referencePage(readReference());

test('the reference is what the sources say (npm run docs)', () => {
  expect(readFileSync(join(__dirname, '../../../docs/reference.md'), 'utf8')).toBe(made);
});

test('every property has a heading: those of the props, in an object, in a list and in a map', () => {
  const headings = [...made.matchAll(/^#+ `(.+)`$/gm)].map(([, path]) => path);

  expect(headings).toEqual(
    expect.arrayContaining([
      'image',
      'selector',
      'http.port',
      'probes.startup.periodSeconds',
      'envFrom[].prefix',
      'env.<name>.secretKeyRef.key',
      'resources.limits.ephemeral-storage',
    ]),
  );
});

test('every link within the page leads to a heading', () => {
  const anchors = [...made.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
  const links = [...made.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);

  expect(links.length).toBeGreaterThan(30);
  expect(links.filter((anchor) => anchor === undefined || !anchors.includes(anchor))).toEqual([]);
});
