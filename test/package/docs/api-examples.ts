import ts from 'typescript';
import { readDeclarations } from '../../../packaging/docs/program';

export interface ApiExample {
  readonly name: string;
  readonly code: string;
}

/** What a door exports, by name, and the examples in the comments on it, those of static members too. */
export interface DoorExports {
  readonly names: readonly string[];
  readonly undocumented: readonly string[];
  readonly examples: readonly ApiExample[];
}

export const doors = ['model', 'cdk8s', 'pulumi'] as const;
export type Door = (typeof doors)[number];

const fileOf = (door: string) => `lib/${door}/index.ts`;

const { checker, sourceOf } = readDeclarations(doors.map(fileOf));

export function exportsOf(door: Door): DoorExports {
  const module = checker.getSymbolAtLocation(sourceOf(fileOf(door)));
  const exported = module === undefined ? [] : checker.getExportsOfModule(module).map(declared);
  const members = exported.flatMap((symbol) => [...(symbol.exports?.values() ?? [])].map((member) => [symbol, member]));
  // What is another door's is its own example too.
  const own = (symbol: ts.Symbol | undefined) => fileNameOf(symbol).includes(`/lib/${door}/`);
  const named = [
    ...exported.map((symbol) => [symbol.name, symbol] as const),
    ...members.map(([owner, member]) => [`${owner?.name}.${member?.name}`, member] as const),
  ];
  return {
    names: exported.map(({ name }) => name),
    undocumented: exported.filter((symbol) => !isDocumented(symbol)).map(({ name }) => name),
    examples: named
      .filter(([, symbol]) => own(symbol))
      .flatMap(([name, symbol]) => examplesOf(symbol).map((code) => ({ name, code }))),
  };
}

function declared(symbol: ts.Symbol): ts.Symbol {
  return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
}

// What Kubernetes calls a thing says what it is.
function isDocumented(symbol: ts.Symbol): boolean {
  return fileNameOf(symbol).includes('/kubernetes/') || symbol.getDocumentationComment(checker).length > 0;
}

function fileNameOf(symbol: ts.Symbol | undefined): string {
  return symbol?.declarations?.[0]?.getSourceFile().fileName ?? '';
}

// A property's example is a value, and not a program; the tests of the props have it.
function examplesOf(symbol: ts.Symbol | undefined): string[] {
  const tags = symbol?.getJsDocTags(checker).filter(({ name }) => name === 'example') ?? [];
  return tags.map(({ text }) => ts.displayPartsToString(text));
}
