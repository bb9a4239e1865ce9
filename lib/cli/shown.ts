/** Makes foreign text safe to print: without secrets, and with its control characters escaped. */
export type Escape = (foreign: string) => string;

/**
 * Text for a terminal, in which our own words, colours and line breaks are kept apart from foreign text. It becomes a
 * string only in the hands of the terminal, which escapes all that is foreign.
 */
export class Shown {
  private constructor(readonly render: (escape: Escape) => string) {}

  /** Made of the strings that the parts become; only for colours, tables and our own words. */
  static made(parts: readonly Showable[], make: (rendered: readonly string[]) => string): Shown {
    return new Shown((escape) => make(parts.map((part) => render(part, escape))));
  }
}

/** Strings and numbers are taken for foreign. */
export type Showable = Shown | string | number;

export function render(part: Showable, escape: Escape): string {
  return part instanceof Shown ? part.render(escape) : escape(String(part));
}

/** Our own words with foreign ones in them: show`Secret ${name}`. */
export function show(own: TemplateStringsArray, ...values: readonly Showable[]): Shown {
  return Shown.made(values, (rendered) => own.map((words, index) => words + (rendered[index] ?? '')).join(''));
}

/** Several under or beside each other. */
export function join(parts: readonly Showable[], separator = '\n'): Shown {
  return Shown.made(parts, (rendered) => rendered.join(separator));
}

/** A text whose line breaks are our own, such as a help in which an argument is quoted. */
export function linesOf(text: string): Shown {
  return join(text.trimEnd().split('\n'));
}
