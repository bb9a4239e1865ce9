import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withRequirements } from './requirements';

const file = join(__dirname, '../../../README.md');

writeFileSync(file, withRequirements(readFileSync(file, 'utf8')));
