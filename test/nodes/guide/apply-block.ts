import type { Block } from './blocks';

/** What a block makes of its file: a new one, or the lines of a change in place of those that are there. */
export function applyBlock({ language, file = 'a file', text }: Block, before: string | undefined): string {
  if (language !== 'diff') {
    if (before !== undefined) throw new Error(`The guide writes ${file}, which is there already.`);
    return text;
  }
  if (before === undefined) throw new Error(`The guide changes ${file}, which the application does not have.`);
  const lines = text.split('\n').slice(0, -1);
  const [removed, added] = [side(lines, '+'), side(lines, '-')];
  const whole = `\n${before}`;
  const at = whole.indexOf(`\n${removed}`);
  const again = whole.indexOf(`\n${removed}`, at + 1);
  if (at < 0) throw new Error(`${file} does not have these lines:\n${removed}`);
  if (again > at) throw new Error(`${file} has these lines more than once:\n${removed}`);
  return before.slice(0, at) + added + before.slice(at + removed.length);
}

/** The lines of a change without those of the other side. */
function side(lines: readonly string[], other: '+' | '-'): string {
  return lines
    .filter((line) => !line.startsWith(other))
    .map((line) => `${line.slice(1)}\n`)
    .join('');
}
