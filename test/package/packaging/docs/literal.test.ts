import { literalValue } from '../../../../packaging/docs/literal';

test.each([
  ["'text'", 'text'],
  ["'it\\'s'", "it's"],
  ['4_000', 4000],
  ['true', true],
  ['false', false],
  ["['a', ['b']]", ['a', ['b']]],
  ['{}', {}],
  ["{ a: 1, 'b-c': { d: [false] } }", { a: 1, 'b-c': { d: [false] } }],
])('%s stands for a value', (text, value) => {
  expect(literalValue(text)).toEqual(value);
});

test.each([
  '',
  'name',
  'process.exit()',
  '{ a: b }',
  '[1, f()]',
  '{ ...rest }',
  '{ [key]: 1 }',
  '`text`',
  "'a' + 'b'",
  '1); process.exit(',
  '60, or more',
])('%s is no literal, and is not run', (text) => {
  expect(literalValue(text)).toBeUndefined();
});
