import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codes } from '../../../../lib/cli/doctor/catalogue';

test('every finding has its section in the documentation, and there is no other', () => {
  const page = readFileSync(join(__dirname, '../../../../docs/doctor.md'), 'utf8');
  const sections = [...page.matchAll(/^### (.+)$/gm)].map(([, title = '']) => title);

  expect([...sections].sort()).toEqual([...codes].sort());
});
