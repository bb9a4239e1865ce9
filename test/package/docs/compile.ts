import { join, relative } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '../../..');

/** What the compiler says, under the project's own rules, of files that are only in memory, by their path in the project. */
export function problemsIn(sources: ReadonlyMap<string, string>): readonly string[] {
  const files = new Map([...sources].map(([path, text]) => [join(root, path), text]));
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (file) => ts.sys.readFile(file)) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const readFile = host.readFile.bind(host);
  const fileExists = host.fileExists.bind(host);
  host.readFile = (file) => files.get(file) ?? readFile(file);
  host.fileExists = (file) => files.has(file) || fileExists(file);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (file, target) =>
    files.has(file) ? ts.createSourceFile(file, files.get(file) ?? '', target) : getSourceFile(file, target);

  const program = ts.createProgram([...files.keys()], { ...options, noUnusedLocals: false }, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const where = file === undefined ? '' : relative(root, file.fileName);
    return `${where}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}
