import ts from 'typescript';

/** What the comment of a declaration says. */
export interface Docs {
  readonly text: string;
  readonly byDefault?: Default;
  readonly since?: string;
  readonly example?: string;
  readonly see: readonly string[];
}

/** What holds where a property is not given: a literal, or a sentence. */
export type Default = (
  { readonly literal: string; readonly sentence?: never } | { readonly sentence: string; readonly literal?: never }
) & { readonly reason?: string };

/** Reads the comment of a property. */
export function docsOf(symbol: ts.Symbol, checker: ts.TypeChecker): Docs {
  const tags = symbol.getJsDocTags(checker).map((tag) => [tag.name, ts.displayPartsToString(tag.text)] as const);
  return readDocs(ts.displayPartsToString(symbol.getDocumentationComment(checker)), tags);
}

/** Reads the comment of a declaration without a symbol, such as that of any key. */
export function docsOfNode(node: ts.Node): Docs {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const tags = ts.getJSDocTags(node).map((tag) => [tag.tagName.text, textOf(tag)] as const);
  return readDocs(comments.map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '').join(' '), tags);
}

// The parser takes the scheme of an address for a name.
function textOf(tag: ts.JSDocTag): string {
  const name = ts.isJSDocSeeTag(tag) ? (tag.name?.getText() ?? '') : '';
  return name + (ts.getTextOfJSDocComment(tag.comment) ?? '');
}

function readDocs(comment: string, given: readonly (readonly [name: string, text: string])[]): Docs {
  const text = oneLine(comment);
  const tags = given.map(([name, text]) => [name, oneLine(text)] as const);
  const tagged = (wanted: string) => tags.filter(([name]) => name === wanted).map(([, text]) => text);
  const [byDefault] = tagged('default');
  const [since] = tagged('since');
  const [example] = tagged('example');
  return {
    text,
    ...(byDefault === undefined ? {} : { byDefault: readDefault(byDefault) }),
    ...(since === undefined ? {} : { since }),
    ...(example === undefined ? {} : { example }),
    see: tagged('see'),
  };
}

/** Reads `3 - one for each zone`, and `- the image's own`, which is no literal and so has no value in front. */
export function readDefault(tag: string): Default {
  const isSentence = tag.startsWith('- ');
  const [first = '', ...rest] = tag.slice(isSentence ? 2 : 0).split(' - ');
  const reason = rest.length === 0 ? {} : { reason: rest.join(' - ') };
  return isSentence ? { sentence: first, ...reason } : { literal: first, ...reason };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
