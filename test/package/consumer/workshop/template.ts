import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Project } from './project';
import { compiler, engines, installed, type Age } from './versions';

const template = resolve(__dirname, '../../../../node_modules/cdk8s-cli/templates/typescript-app');

/** What `cdk8s init typescript-app` makes, without its unit test. */
export function templateProject(age: Age): Project {
  const text = readFileSync(join(template, 'package.json'), 'utf8').replaceAll(/\{\{.*?\}\}/g, '0.0.0');
  const { scripts, main, types, devDependencies } = JSON.parse(text) as Record<string, Record<string, string>>;
  const ofItsTest = new Set(['jest', 'ts-jest', '@types/jest']);
  const tools = Object.entries(devDependencies ?? {}).filter(([name]) => !ofItsTest.has(name));
  return {
    name: `cdk8s-template-${age}`,
    programs: 'cdk8s',
    manifest: {
      main,
      types,
      scripts,
      devDependencies: {
        ...Object.fromEntries(tools),
        'cdk8s-cli': installed('cdk8s-cli'),
        typescript: compiler(age)['typescript'],
      },
    },
    dependencies: engines.cdk8s(age),
    files: {
      'tsconfig.json': readFileSync(join(template, 'tsconfig.json'), 'utf8'),
      'cdk8s.yaml': readFileSync(join(template, 'cdk8s.yaml'), 'utf8'),
    },
  };
}
