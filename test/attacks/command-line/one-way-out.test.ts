import { sources, textOf } from '../../package/boundaries/built-package';

const files = sources('lib/cli');
const filesWith = (pattern: RegExp) => files.filter((file) => pattern.test(textOf(file)));

test('only the terminal writes to the streams of the process', () => {
  expect(filesWith(/\bconsole\b|process\.(stdout|stderr)|process\.(emitWarning|report)|\.write\(/)).toEqual([
    // Ends the process when whoever read has gone.
    'lib/cli/main.ts',
    'lib/cli/terminal.ts',
  ]);
  expect(textOf('lib/cli/main.ts')).not.toContain('.write(');
});

test('only colours, tables and the joining of parts make text that is not escaped again', () => {
  expect(filesWith(/Shown\.made\(/)).toEqual(['lib/cli/shown.ts', 'lib/cli/table.ts', 'lib/cli/terminal.ts']);
});

test('one function escapes, and the terminal calls it', () => {
  expect(filesWith(/\bescapeForeign\b/)).toEqual(['lib/cli/escape.ts', 'lib/cli/terminal.ts']);
});
