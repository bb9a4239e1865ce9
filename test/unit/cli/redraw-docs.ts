import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { redraw } from './shown';

/* Draws the pictures of docs/cli.md again: npx tsx test/unit/cli/redraw-docs.ts */

const file = join(__dirname, '../../../docs/cli.md');
void redraw(readFileSync(file, 'utf8')).then((page) => {
  writeFileSync(file, page);
});
