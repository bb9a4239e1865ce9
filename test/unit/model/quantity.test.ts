import fc from 'fast-check';
import { amountOf, canonicalQuantity } from '../../../lib/model/schema';

const parts = /^(\d+)(.*)$/;
const suffixes = ['m', '', 'k', 'M', 'G', 'T', 'P', 'E', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei', 'e3', 'E6', 'e-2', 'e+1'];

// Whole numbers and decimals, with every suffix, of which the API can hold the value and a thousandth of it is something.
const quantity = fc
  .tuple(
    fc.nat(999_999_999),
    fc.option(fc.stringMatching(/^\d{0,4}$/), { nil: undefined }),
    fc.constantFrom(...suffixes),
  )
  .map(([whole, fraction, suffix]) => `${whole}${fraction === undefined ? '' : `.${fraction}`}${suffix}`)
  .filter((text) => amountOf(text) >= 1e-3 && amountOf(text) < 2 ** 63);

describe('a quantity in the form of the API', () => {
  test.each([
    ['2048Mi', '2Gi'],
    ['1024Mi', '1Gi'],
    ['1000Mi', '1000Mi'],
    ['1000m', '1'],
    ['1500m', '1500m'],
    ['0.5', '500m'],
    ['.5', '500m'],
    ['2.', '2'],
    ['1.5', '1500m'],
    ['1.5Gi', '1536Mi'],
    ['0.9Gi', '966367641600m'],
    ['0.30000000000000004', '301m'],
    ['0.0015', '2m'],
    ['1000M', '1G'],
    ['1700M', '1700M'],
    ['1000', '1k'],
    ['1073741824', '1073741824'],
    ['512Ki', '512Ki'],
    ['0.5Ki', '512'],
    ['1e9', '1e9'],
    ['1E3', '1e3'],
    ['12e10', '120e9'],
    ['100e-2', '1'],
    ['7Ei', '7Ei'],
    ['2E', '2E'],
  ])('of %s is %s', (given, canonical) => {
    expect(canonicalQuantity(given)).toBe(canonical);
  });

  test('is the same quantity, up to a thousandth', () => {
    fc.assert(
      fc.property(quantity, (given) => {
        const [before, after] = [amountOf(given), amountOf(canonicalQuantity(given))];
        const rounding = 1e-3 + before * 2 ** -50;
        expect(after).toBeGreaterThanOrEqual(before - rounding);
        expect(after).toBeLessThanOrEqual(before + rounding);
      }),
    );
  });

  test('is its own, has no fraction, and has the largest suffix', () => {
    fc.assert(
      fc.property(quantity, (given) => {
        const canonical = canonicalQuantity(given);
        const [, number = '', suffix = ''] = parts.exec(canonical) ?? [];

        expect(canonicalQuantity(canonical)).toBe(canonical);
        expect(canonical).toMatch(/^\d+(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|e-?\d+)?$/);
        expect(BigInt(number) % (suffix.endsWith('i') ? 1024n : 1000n)).not.toBe(0n);
      }),
    );
  });
});
