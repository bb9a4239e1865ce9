import ts from 'typescript';
import type { Target } from '../../lib/model/feature';
import { features } from '../../lib/model/features';
import type { Declarations } from './program';

/** A feature of the model, as the comment on it has it. */
export interface FeatureDocs {
  readonly name: string;
  readonly text: string;
  readonly appliesTo: readonly Target[];
  /** Names of its properties. */
  readonly properties: readonly string[];
}

interface Listed {
  readonly name: string;
  readonly appliesTo: readonly Target[];
  readonly schema: object;
}

/** Every feature, in the order of the list. */
export function featureDocs({ checker, sourceOf, files }: Declarations): readonly FeatureDocs[] {
  const folder = 'lib/model/features/';
  const sources = files.filter((file) => file.startsWith(folder)).map(sourceOf);
  const texts = new Map(sources.flatMap((source) => declaredIn(source, checker)));
  const listed: readonly Listed[] = features;
  return listed.map(({ name, appliesTo, schema }) => {
    const text = texts.get(name);
    if (text === undefined) throw new Error(`No file of ${folder} declares the feature "${name}".`);
    return { name, appliesTo, properties: Object.keys(schema), text };
  });
}

/** The features that a file declares, by their names, with the comment on each. */
function declaredIn(source: ts.SourceFile, checker: ts.TypeChecker): (readonly [name: string, text: string])[] {
  return source.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => [...declarationList.declarations])
    .flatMap((declaration) => {
      const name = nameIn(declaration.initializer);
      const symbol = checker.getSymbolAtLocation(declaration.name);
      if (name === undefined || symbol === undefined) return [];
      const text = ts.displayPartsToString(symbol.getDocumentationComment(checker));
      return [[name, text.replace(/\s+/g, ' ').trim()] as const];
    });
}

// `feature<Props>()({ name: '…', … })`
function nameIn(initializer: ts.Expression | undefined): string | undefined {
  if (initializer === undefined || !ts.isCallExpression(initializer)) return undefined;
  const [given] = initializer.arguments;
  if (given === undefined || !ts.isObjectLiteralExpression(given)) return undefined;
  const named = given.properties.filter(ts.isPropertyAssignment).find(({ name }) => name.getText() === 'name');
  return named && ts.isStringLiteral(named.initializer) ? named.initializer.text : undefined;
}
