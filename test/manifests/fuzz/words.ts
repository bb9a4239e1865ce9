import fc, { type Arbitrary } from 'fast-check';

/** Words and numbers that are well formed. */

export const letters = 'abcdefghijklmnopqrstuvwxyz'.split('');
export const some = <T>(...values: readonly T[]) => fc.constantFrom(...values);
export const joined = (arbitrary: Arbitrary<string>, minLength: number, maxLength: number) =>
  fc.array(arbitrary, { minLength, maxLength }).map((parts) => parts.join(''));

export const label = (longest: number) =>
  fc
    .tuple(some(...letters), joined(some(...letters, '0', '9', '-'), 0, longest - 2), some(...letters, '7'))
    .map((parts) => parts.join(''));
export const objectName = fc.array(label(20), { minLength: 1, maxLength: 3 }).map((labels) => labels.join('.'));
export const key = joined(some(...letters, 'A', 'Z', '0', '.', '_', '-'), 1, 20).filter((text) => !/^\.\.?/.test(text));
export const variable = joined(some(...letters, 'A', 'Z', '_'), 1, 12);
export const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  some('', '$(POD_IP)', '💥', 'a: b', '"', '- x', 'yes'),
);
export const qualified = fc.oneof(
  label(40),
  fc.tuple(objectName, label(40)).map((parts) => parts.join('/')),
);
export const annotations = fc.dictionary(qualified, text, { maxKeys: 3 });
export const labels = fc.dictionary(qualified, fc.oneof(some('', 'A.b_c-9', '1'), label(63)), { maxKeys: 3 });
export const port = fc.integer({ min: 1, max: 65_535 });
export const seconds = fc.integer({ min: 0, max: 300 });
export const amount = fc.oneof(fc.integer({ min: 0, max: 5 }), some('0%', '1%', '25%', '100%'));
export const path = some('/', '/health', '/a/b?c=d&e', '/%20');
export const flag = fc.boolean();
