import { join, relative } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '../..');

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  types: [],
  // A file is known by its path below the root, even where that is a link.
  preserveSymlinks: true,
};

/** The declarations of some files of the project. */
export interface Declarations {
  readonly checker: ts.TypeChecker;
  /** The type that a file exports by that name. */
  readonly typeOf: (file: string, name: string) => ts.Type;
  readonly sourceOf: (file: string) => ts.SourceFile;
  /** Every file of the project that was read. */
  readonly files: readonly string[];
}

/** Reads files and what they import of the project. Packages are left out: their types take long and have no properties of ours. */
export function readDeclarations(files: readonly string[]): Declarations {
  const host = ts.createCompilerHost(options);
  host.resolveModuleNameLiterals = (literals, importer) =>
    literals.map(({ text }) =>
      text.startsWith('.') ? ts.resolveModuleName(text, importer, options, host) : { resolvedModule: undefined },
    );
  const paths = files.map((file) => join(root, file));
  const program = ts.createProgram(paths, options, host);
  const checker = program.getTypeChecker();
  const sourceOf = (file: string) => {
    const source = program.getSourceFile(join(root, file));
    if (source === undefined) throw new Error(`${file} is not among ${files.join(', ')}`);
    return source;
  };
  const typeOf = (file: string, name: string) => {
    const module = checker.getSymbolAtLocation(sourceOf(file));
    const found = module && checker.tryGetMemberInModuleExports(name, module);
    if (found === undefined) throw new Error(`${file} does not export ${name}`);
    return checker.getDeclaredTypeOfSymbol(found);
  };
  const read = program.getSourceFiles().filter((source) => !program.isSourceFileDefaultLibrary(source));
  return { checker, typeOf, sourceOf, files: read.map(({ fileName }) => relative(root, fileName)) };
}
