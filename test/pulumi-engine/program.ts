import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectSettings } from '@pulumi/pulumi/automation';
import { parse } from 'yaml';
import { projectRoot } from '../nodes/machine/toolchain';

/** What a stack runs: the settings of the project, and its main file. */
export interface Program {
  readonly settings: ProjectSettings;
  readonly source: string;
}

/** One of the tests' own programs, in `programs/`. */
export function testProgram(name: string): Program {
  const options = { typescript: false, nodeargs: '--import tsx' };
  const settings: ProjectSettings = {
    name: 'beam-cluster-engine',
    runtime: { name: 'nodejs', options },
    main: 'index.ts',
  };
  return { settings, source: join(__dirname, 'programs', `${name}.ts`) };
}

/** The project at the root of this one, as `npm run build` compiled it. */
export function foundingProgram(): Program {
  const settings = parse(readFileSync(join(projectRoot, 'Pulumi.yaml'), 'utf8')) as ProjectSettings;
  return { settings, source: join(projectRoot, settings.main ?? '') };
}
