import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** A Mermaid diagram of a page, and the SVG file that shows it where Mermaid is not rendered. */
export interface Picture {
  /** The file, below the project's root. */
  readonly file: string;
  /** The Mermaid source. */
  readonly source: string;
}

// The picture stands above its source, which is folded away.
const diagram = /!\[[^\]]*\]\(([^)]+\.svg)\)\s+<details>(?:(?!<\/details>)[^])*?```mermaid\n([^]*?)```/g;

/** The pictures of every page below `docs`. */
export function picturesOf(root: string): readonly Picture[] {
  const pages = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' });
  return pages.filter((page) => page.endsWith('.md')).flatMap((page) => picturesIn(root, posix.join('docs', page)));
}

function picturesIn(root: string, page: string): Picture[] {
  const text = readFileSync(join(root, page), 'utf8');
  return [...text.matchAll(diagram)].map(([, link = '', source = '']) => ({
    file: posix.join(posix.dirname(page), link),
    source,
  }));
}

/** The comment in an SVG file that says which source it was drawn from. */
export function stampOf({ source }: Picture): string {
  const digest = createHash('sha256').update(source).digest('hex').slice(0, 16);
  return `<!-- Drawn by npm run pictures. Source: ${digest} -->`;
}
