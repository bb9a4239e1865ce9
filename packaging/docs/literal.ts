import ts from 'typescript';

/** The value that a literal of TypeScript stands for; undefined for whatever is not one. Nothing is run. */
export function literalValue(text: string): unknown {
  const source = ts.createSourceFile('literal.ts', `(${text})`, ts.ScriptTarget.ES2022);
  const [statement, ...more] = source.statements;
  if (statement === undefined || more.length > 0 || !ts.isExpressionStatement(statement)) return undefined;
  return valueOf(statement.expression);
}

function valueOf(node: ts.Expression): unknown {
  if (ts.isParenthesizedExpression(node)) return valueOf(node.expression);
  if (ts.isStringLiteral(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (ts.isArrayLiteralExpression(node)) return whole(node.elements.map(valueOf));
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const entries = whole(node.properties.map(entryOf));
  return entries && Object.fromEntries(entries);
}

function entryOf(property: ts.ObjectLiteralElementLike): readonly [string, unknown] | undefined {
  if (!ts.isPropertyAssignment(property)) return undefined;
  const { name } = property;
  if (!ts.isIdentifier(name) && !ts.isStringLiteral(name)) return undefined;
  const value = valueOf(property.initializer);
  return value === undefined ? undefined : [name.text, value];
}

// A list or an object with something in it that is no literal is none itself.
function whole<T>(values: readonly (T | undefined)[]): readonly T[] | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length ? known : undefined;
}
