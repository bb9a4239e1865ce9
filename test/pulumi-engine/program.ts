import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectSettings } from '@pulumi/pulumi/automation';
import { parse } from 'yaml';
import { projectRoot } from '../nodes/machine/toolchain';

/** What a stack runs: the settings of the project, and the text of its main file. */
export interface Program {
  readonly settings: ProjectSettings;
  readonly text: string;
}

/** One of the tests' own programs, in `programs/`. */
export function testProgram(name: string): Program {
  return typescriptProgram(readFileSync(join(__dirname, 'programs', `${name}.ts`), 'utf8'));
}

/** The program of `docs/pulumi.md` that contains a text. */
export function documentedProgram(text: string): Program {
  const page = readFileSync(join(projectRoot, 'docs/pulumi.md'), 'utf8');
  const blocks = [...page.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code = '']) => code);
  const [program, ...more] = blocks.filter((code) => code.includes(text));
  if (program === undefined || more.length > 0) throw new Error(`docs/pulumi.md must have one program with ${text}.`);
  return typescriptProgram(program);
}

/** A program that needs no compilation. */
export function typescriptProgram(text: string): Program {
  const options = { typescript: false, nodeargs: '--import tsx' };
  const settings: ProjectSettings = {
    name: 'beam-cluster-engine',
    runtime: { name: 'nodejs', options },
    main: 'index.ts',
  };
  return { settings, text };
}

/** The project at the root of this one, as `npm run build` compiled it. */
export function foundingProgram(): Program {
  const settings = parse(readFileSync(join(projectRoot, 'Pulumi.yaml'), 'utf8')) as ProjectSettings;
  return { settings, text: readFileSync(join(projectRoot, settings.main ?? ''), 'utf8') };
}
