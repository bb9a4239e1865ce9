import { join } from 'node:path';
import type { TypeDocOptions } from 'typedoc' with { 'resolution-mode': 'import' };
import { arrange, formatDefaults } from './api-contents';

const root = join(__dirname, '../..');

// The model first, because the others have types of it, which then lead there.
const doors = ['model', 'cdk8s', 'pulumi'];

const contents: Partial<TypeDocOptions> = {
  readme: 'none',
  disableSources: true,
  disableGit: true,
  excludeExternals: true,
  excludePrivate: true,
  excludeProtected: true,
  excludeReferences: true,
  groupOrder: ['Constructors', 'Functions', 'Classes', 'Props', 'Interfaces', 'Type Aliases', '*', 'Kubernetes API'],
  // A default may be a sentence, which is no code.
  jsDocCompatibility: { defaultTag: false },
  // The part `types` of `npm test` checks them.
  skipErrorChecking: true,
  logLevel: 'Error',
};

const layout = {
  outputFileStrategy: 'modules',
  hideGenerator: true,
  hideBreadcrumbs: true,
  hidePageHeader: true,
  pageTitleTemplates: { index: 'API reference', module: 'beam-cluster/{name}' },
  useCodeBlocks: true,
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  classPropertiesFormat: 'table',
  typeAliasPropertiesFormat: 'table',
  typeDeclarationFormat: 'table',
  propertyMembersFormat: 'table',
  tableColumnSettings: { hideDefaults: true, hideModifiers: true },
} as const;

/** Writes the API reference of every door into a folder, a page for each. */
export async function writeApi(folder: string): Promise<void> {
  // An ES module, which CommonJS can only load so.
  const typedoc = await import('typedoc');
  const application = await typedoc.Application.bootstrapWithPlugins({
    ...contents,
    ...layout,
    plugin: ['typedoc-plugin-markdown'],
    tsconfig: join(__dirname, 'tsconfig.doors.json'),
    entryPoints: doors.map((door) => join(root, 'lib', door, 'index.ts')),
    out: folder,
  });
  arrange(application, typedoc);
  const project = await application.convert();
  if (project === undefined) throw new Error('typedoc cannot read the doors.');
  formatDefaults(project);
  await application.generateOutputs(project);
}
