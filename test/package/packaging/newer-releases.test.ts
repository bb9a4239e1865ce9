import { bundledPackages, newerReleases } from '../../../packaging/newer-releases';

const text =
  '@scope/one 1.0.0 (Apache-2.0)\n=============================\n\nAs is.\n\ntwo 2.1.0 (MIT)\n===============\n\nFree.\n';

test('the packages of the bundle are read from the titles of their licenses', () => {
  expect(bundledPackages(text)).toEqual([
    { name: '@scope/one', version: '1.0.0' },
    { name: 'two', version: '2.1.0' },
  ]);
});

test('a package with a newer release is named with both versions', () => {
  const latest = new Map([
    ['@scope/one', '1.0.0'],
    ['two', '3.0.0'],
  ]);

  expect(newerReleases(bundledPackages(text), latest)).toEqual(['two 2.1.0 is bundled, 3.0.0 is the latest']);
});
