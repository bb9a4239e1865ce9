import { writeFileSync } from 'node:fs';
import { readReference } from './docs/reference';
import { packagedSchema } from './docs/schemas';

const reference = readReference();

for (const [target, file] of [
  ['cluster', 'schema.json'],
  ['attachment', 'attachment-schema.json'],
] as const) {
  writeFileSync(`dist/lib/${file}`, `${JSON.stringify(packagedSchema(target, reference), undefined, 2)}\n`);
}
