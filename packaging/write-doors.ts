import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { versions } from '../lib/cdk8s/versions';
import { doorOf } from './doors';

const from = 'dist/lib/cdk8s';
const compiled = new Map(readdirSync(from).map((file) => [file, readFileSync(join(from, file), 'utf8')]));

for (const version of versions.filter((one) => one !== 28)) {
  const folder = `dist/lib/cdk8s-plus-${version}`;
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of doorOf(version, compiled)) writeFileSync(join(folder, file), text);
}
