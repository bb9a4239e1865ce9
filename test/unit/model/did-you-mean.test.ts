import { didYouMean } from '../../../lib/model/schema/did-you-mean';

const known = ['replicas', 'http', 'cookie', 'env', 'envFrom'];

describe('did you mean', () => {
  test.each([
    ['replica', 'replicas'],
    ['repilcas', 'replicas'],
    ['REPLICAS', 'replicas'],
    ['htpp', 'http'],
    ['cookies', 'cookie'],
    ['envfrom', 'envFrom'],
    ['evn', undefined],
    ['en', 'env'],
  ])('%p is near %p', (word, near) => {
    expect(didYouMean(word, known)).toBe(near);
  });

  test('says nothing where nothing is near', () => {
    expect(didYouMean('kubernetes', known)).toBeUndefined();
    expect(didYouMean('', known)).toBeUndefined();
  });

  test('prefers the nearest', () => {
    expect(didYouMean('envFron', known)).toBe('envFrom');
  });

  test('has nothing to say about a word of a megabyte, and does not think about it for long', () => {
    expect(didYouMean('x'.repeat(1_000_000), known)).toBeUndefined();
  });
});
