import { boundsText, typeText } from '../../../../packaging/docs/type-text';

const port = { type: 'integer', minimum: 1, maximum: 65_535 } as const;
const amount = {
  anyOf: [
    { type: 'integer', minimum: 0 },
    { type: 'string', pattern: '%$' },
  ],
} as const;

test.each([
  [{ type: 'string' }, 'string', ''],
  [{ type: 'string', pattern: '^/' }, 'string', 'text that matches `^/`'],
  [port, 'number', 'a whole number from 1 to 65535'],
  [{ type: 'integer', minimum: 1, maximum: 2 ** 31 - 1 }, 'number', 'a whole number of at least 1'],
  [{ type: 'boolean' }, 'boolean', ''],
  [{ type: 'string', enum: ['a', 'b'] }, "'a' | 'b'", ''],
  [amount, 'number | string', 'a whole number of at least 0, or text that matches `%$`'],
  [{ type: 'array', items: port }, 'number[]', 'a whole number from 1 to 65535'],
  [{ type: 'array', items: amount }, '(number | string)[]', 'a whole number of at least 0, or text that matches `%$`'],
  [{ type: 'object', additionalProperties: { type: 'string' } }, 'Record<string, string>', ''],
  [{ anyOf: [{ type: 'object', properties: {} }, { const: false }] }, 'HttpProps | false', ''],
] as const)('%j is %s, %s', (schema, type, bounds) => {
  expect(typeText(schema, 'HttpProps')).toBe(type);
  expect(boundsText(schema)).toBe(bounds);
});
