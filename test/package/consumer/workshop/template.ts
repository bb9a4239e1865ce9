import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ProjectDescription } from './project';
import { engines, generations, installed, type GenerationName } from './versions';

const template = resolve(__dirname, '../../../../node_modules/cdk8s-cli/templates/typescript-app');

/** What `cdk8s init typescript-app` makes, without its unit test. */
export function templateProject(generation: GenerationName): ProjectDescription {
  const text = readFileSync(join(template, 'package.json'), 'utf8').replaceAll(/\{\{.*?\}\}/g, '0.0.0');
  const { scripts, main, types, devDependencies } = JSON.parse(text) as Record<string, Record<string, string>>;
  const ofItsTest = new Set(['jest', 'ts-jest', '@types/jest']);
  const tools = Object.entries(devDependencies ?? {}).filter(([name]) => !ofItsTest.has(name));
  return {
    name: `cdk8s-template-${generation}`,
    generation,
    programs: 'cdk8s',
    manifest: {
      main,
      types,
      scripts,
      devDependencies: {
        ...Object.fromEntries(tools),
        'cdk8s-cli': installed('cdk8s-cli'),
        typescript: generations[generation].typescript,
      },
    },
    dependencies: engines.cdk8s(generation),
    files: {
      'tsconfig.json': readFileSync(join(template, 'tsconfig.json'), 'utf8'),
      'cdk8s.yaml': readFileSync(join(template, 'cdk8s.yaml'), 'utf8').replace(
        'npx ts-node main.ts',
        program(generation),
      ),
    },
  };
}

// ts-node reads the API of the compiler, which TypeScript 7 does not have.
function program(generation: GenerationName): string {
  return generations[generation].typescript.startsWith('7.') ? 'node main.js' : 'npx ts-node main.ts';
}
