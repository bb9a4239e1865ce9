import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A code block of the guide. */
export interface Block {
  readonly language: string;
  /** The file that its first line names, from the root of the application; undefined for commands. */
  readonly file: string | undefined;
  readonly text: string;
}

const guide = join(__dirname, '../../../docs/phoenix.md');
const heads: Readonly<Record<string, RegExp>> = { diff: /^--- (\S+)\n/, ts: /^\/\/ (\S+)\n/, elixir: /^# (\S+)\n/ };

/** Every code block of the guide, in its order. */
export function readBlocks(page: string = readFileSync(guide, 'utf8')): readonly Block[] {
  return [...page.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language = '', text = '']) => {
    const file = heads[language]?.exec(text)?.[1];
    return { language, file, text: language === 'diff' ? text.slice(text.indexOf('\n') + 1) : text };
  });
}
