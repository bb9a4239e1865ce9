import { basename, dirname } from 'node:path';
import { resultOf } from './suite';
import { suites } from './suites';

test('no result of a suite is the manifest of the programs that run beside it', () => {
  const results = suites.map(({ name }) => resultOf(name));

  expect(new Set(results.map(dirname))).toEqual(new Set(['dist/test']));
  expect(results.map((result) => basename(result))).not.toContain('package.json');
});
