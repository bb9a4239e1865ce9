import fc from 'fast-check';
import { seed } from '../../manifests/fuzz/run';
import { problemsOf } from '../../unit/model/problems-of';
import { withHttp } from '../../unit/model/printed';
import { namedPlaces, places } from './places';

const text = 'postgres://shop:hunter2 SECRET@db/shop';
const digits = '8273645519023746';
const shown = /hunter2|SECRET|postgres|82736|19023/;

function hunter2SECRET(): void {
  throw new Error(text);
}

const secrets: readonly (readonly [string, unknown])[] = [
  ['text', text],
  ['one word', 'hunter2SECRET'],
  ['a number', Number(digits)],
  ['a negative number', -Number(digits)],
  ['a fraction', 8273645.519023746],
  ['a number in quotes', digits],
  ['a number with a unit', `${digits}Mi`],
  ['thousandths', `${digits}m`],
  ['a percentage', `${digits}%`],
  ['a card', '8273-6455-1902-3746'],
  ['a bigint', BigInt(digits)],
  ['a symbol', Symbol(text)],
  ['a function', hunter2SECRET],
  ['an error', new Error(text)],
  ['a URL', new URL('postgres://shop:hunter2@db/SECRET')],
  ['bytes', Buffer.from(text)],
  ['a RegExp', /hunter2SECRET/],
  ['a list', [text]],
  ['a number in a list', [Number(digits)]],
  ['an object', { value: text }],
  ['an object of objects', { value: { value: { value: text } } }],
  ['an object that is named by it', { [text]: text }],
  ['an object that is named by a number', { [digits]: Number(digits) }],
];

describe('a secret in the place of a value is never shown', () => {
  test.each(secrets)('%s', (_, secret) => {
    const told = places.flatMap(({ name, put, problemsOf }) =>
      problemsOf(put(secret)).map((line) => `${name}: ${line}`),
    );

    expect(told.length).toBeGreaterThan(80);
    expect(told.filter((line) => shown.test(line))).toEqual([]);
  });
});

describe('a secret in the place of a key is never shown', () => {
  test.each([text, digits, `${digits}Mi`, 'hunter2 SECRET'])('%s', (secret) => {
    const told = namedPlaces().flatMap(({ putKey, problemsOf }) => [
      ...problemsOf(putKey(secret)),
      ...problemsOf(putKey(secret, 1)),
    ]);

    expect(told.length).toBeGreaterThan(80);
    expect(told.filter((line) => shown.test(line))).toEqual([]);
  });
});

test('values that are right one by one are not shown where they contradict each other', () => {
  const requests = { memory: digits, cpu: '827364551' };
  const told = [
    ...problemsOf({ ...withHttp, resources: { requests, limits: { memory: '827364551', cpu: '1' } } }),
    ...problemsOf({ ...withHttp, replicas: 827_364_551, disruptionBudget: { minAvailable: 827_364_551 } }),
    ...problemsOf({ ...withHttp, autoscaling: { min: 827_364_551, max: 10 } }),
  ];

  expect(told).toHaveLength(4);
  expect(told.join('\n')).not.toMatch(/82736/);
});

const characters = (alphabet: string, minLength: number, maxLength: number) =>
  fc.array(fc.constantFrom(...alphabet.split('')), { minLength, maxLength }).map((all) => all.join(''));
const small = 'abcdefghijklmnopqrstuvwxyz';
const secret = fc.oneof(
  characters('0123456789abcdef', 32, 64),
  characters(`${small}${small.toUpperCase()}0123456789+/`, 20, 44).map((body) => `${body}==`),
  characters('0123456789', 7, 30),
  characters('0123456789', 7, 15)
    .map(Number)
    .filter((number) => String(number).length > 6),
  characters(`${small}!$%&?*0123456789 `, 12, 30).map((body) => `7${body}!`),
);

test(`generated secrets are not shown either, BEAM_CLUSTER_FUZZ_SEED=${seed}`, () => {
  fc.assert(
    fc.property(secret, fc.constantFrom(...places), (given, { put, problemsOf }) => {
      const message = [given, [given], { value: given }].flatMap((value) => problemsOf(put(value))).join('\n');
      expect(message).not.toContain(String(given).slice(0, 6));
    }),
    { seed, numRuns: 5_000 },
  );
});
