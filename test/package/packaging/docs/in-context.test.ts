import { contextOf, exampleOf, inContext, showLiteral } from '../../../../packaging/docs/in-context';
import { flatten, showPath, type Property } from '../../../../packaging/docs/properties';

interface Given extends Partial<Pick<Property, 'isRequired' | 'choices' | 'children'>> {
  readonly example?: string;
}

function property(path: readonly string[], { example, ...more }: Given = {}): Property {
  const docs = { text: 'A property.', see: [], ...(example === undefined ? {} : { example }) };
  return {
    path,
    schema: {},
    isRequired: false,
    choices: [],
    interfaceName: undefined,
    isPlaced: false,
    children: [],
    docs,
    ...more,
  };
}

const choices = ['secret', 'map'];
const all = [
  property(['image'], { isRequired: true, example: "'acme/shop'" }),
  property(['http'], {
    children: [property(['http', 'port'], { isRequired: true, example: '4000' }), property(['http', 'path'])],
  }),
  property(['from'], {
    children: [
      property(['from', '[]', 'secret'], { choices, example: "'db'" }),
      property(['from', '[]', 'map'], { choices, example: "'flags'" }),
      property(['from', '[]', 'prefix']),
    ],
  }),
  property(['env'], { children: [property(['env', '<name>', 'key'])] }),
];

function named(path: string): Property {
  const found = flatten(all).find((each) => showPath(each.path) === path);
  if (found === undefined) throw new Error(path);
  return found;
}

test.each([
  ['image', 'x', { image: 'x' }],
  ['http.path', '/up', { image: 'acme/shop', http: { port: 4000, path: '/up' } }],
  ['http.port', 80, { image: 'acme/shop', http: { port: 80 } }],
  ['from[].prefix', 'A_', { image: 'acme/shop', from: [{ secret: 'db', prefix: 'A_' }] }],
  ['from[].map', 'm', { image: 'acme/shop', from: [{ map: 'm' }] }],
  ['env.<name>.key', 'k', { image: 'acme/shop', env: { NAME: { key: 'k' } } }],
])('%s stands beside what it needs, and a choice stands without the others', (path, value, props) => {
  expect(inContext(named(path), value, all)).toEqual(props);
});

test('what a property needs is there without it', () => {
  expect(contextOf(named('http.path'), all)).toEqual({ image: 'acme/shop', http: { port: 4000 } });
});

test('an example that is no literal has no value', () => {
  expect(exampleOf(property(['a'], { example: 'deployment' }))).toBeUndefined();
});

test('plain data is shown as one writes it', () => {
  const value = { a: ['b', 1, false], 'c-d': { "it's": 'a "b"\n\\' }, e: {}, f: [] };

  expect(showLiteral(value)).toBe(`{ a: ['b', 1, false], 'c-d': { 'it\\'s': 'a "b"\\n\\\\' }, e: {}, f: [] }`);
});
