import type { Default } from './tags';

/** A default as a reader sees it: a literal as code, a sentence as it is. */
export function defaultText({ literal, sentence }: Default): string {
  return literal === undefined ? sentence : code(literal);
}

/** The same with the reason. */
export function defaultWithReason(byDefault: Default): string {
  const { literal, reason } = byDefault;
  if (reason === undefined) return defaultText(byDefault);
  return literal === undefined ? `${defaultText(byDefault)} (${reason})` : `${defaultText(byDefault)}: ${reason}`;
}

export function code(text: string): string {
  return `\`${text}\``;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** A link to a heading of the same page. */
export function linkToHeading(heading: string): string {
  return `[${heading}](#${anchorOf(heading)})`;
}

/** The anchor that GitHub gives to a heading. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

/** The first letter as a sentence has it. */
export function capitalized(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
