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
  const text = oneLine(ts.displayPartsToString(symbol.getDocumentationComment(checker)));
  const tags = symbol
    .getJsDocTags(checker)
    .map((tag) => [tag.name, oneLine(ts.displayPartsToString(tag.text))] as const);
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
