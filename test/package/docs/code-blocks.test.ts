import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { problemsIn } from './compile';
import { examplePrograms } from './shown-examples';

const root = join(__dirname, '../../..');

function pages(): string[] {
  const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' });
  return ['README.md', 'CONTRIBUTING.md', ...docs.filter((file) => file.endsWith('.md')).map((file) => `docs/${file}`)];
}

/**
 * Each block as a file of its own beside the page, so that it resolves what a user's file would. The API reference has
 * signatures, and examples that `examples.test.ts` compiles.
 */
function blocks(): Map<string, string> {
  const written = pages().filter((page) => !page.startsWith('docs/api/'));
  const found = written.flatMap((page) => {
    const text = readFileSync(join(root, page), 'utf8');
    return [...text.matchAll(/^```ts\n(.*?)^```/gms)].map(
      ([, code = ''], index) => [`${page}.${index + 1}.ts`, code] as const,
    );
  });
  return new Map(found);
}

test('every TypeScript block and every example compiles under the strictest rules', () => {
  const [written, examples] = [blocks(), examplePrograms()];

  expect(written.size).toBeGreaterThan(3);
  expect(examples.size).toBeGreaterThan(150);
  expect(problemsIn(new Map([...written, ...examples]))).toEqual([]);
});

test('every link to a file of the project leads somewhere', () => {
  const broken = pages().flatMap((page) => {
    // What is in backticks, such as a regular expression, is no link.
    const text = readFileSync(join(root, page), 'utf8').replace(/`[^`\n]*`/g, '');
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);
    return links.filter(
      (link) =>
        !ts.sys.fileExists(join(root, page, '..', link)) && !ts.sys.directoryExists(join(root, page, '..', link)),
    );
  });
  expect(broken).toEqual([]);
});
