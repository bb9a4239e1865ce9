import { defaultWithReason } from '../../../../packaging/docs/markdown';
import { readDefault } from '../../../../packaging/docs/tags';

test.each([
  ['3', { literal: '3' }, '`3`'],
  ['3 - one for each zone', { literal: '3', reason: 'one for each zone' }, '`3`: one for each zone'],
  ["{ a: 'b' } - so - and so", { literal: "{ a: 'b' }", reason: 'so - and so' }, "`{ a: 'b' }`: so - and so"],
  ['- none', { sentence: 'none' }, 'none'],
  [
    "- the image's own - it knows best",
    { sentence: "the image's own", reason: 'it knows best' },
    "the image's own (it knows best)",
  ],
])('the default "%s" is read, and shown with its reason', (tag, read, shown) => {
  expect(readDefault(tag)).toEqual(read);
  expect(defaultWithReason(readDefault(tag))).toBe(shown);
});
