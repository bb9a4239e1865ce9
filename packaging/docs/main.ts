import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeApi } from './api';
import { readReference } from './reference';
import { referencePage } from './reference-page';

/** Writes what is made from the sources: `npm run docs`, or with another folder than `docs` as its argument. */
async function main(folder: string): Promise<void> {
  const api = join(folder, 'api');
  rmSync(api, { recursive: true, force: true });
  mkdirSync(api, { recursive: true });
  writeFileSync(join(folder, 'reference.md'), referencePage(readReference()));
  await writeApi(api);
}

void main(process.argv[2] ?? join(__dirname, '../../docs'));
