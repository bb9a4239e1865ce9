/**
 * Why a cookie must not be used, or undefined. Only the cookie keeps others from running code on every node, and they
 * can guess as fast as the network answers. The reason never quotes the cookie.
 */
export function weaknessOf(cookie: string): string | undefined {
  return rules.find(({ breaks }) => breaks(cookie))?.reason;
}

// The atom that a cookie becomes has at most 255 characters; OTP makes cookies of 20.
const longest = 255;
const shortest = 20;
/** Said of a cookie that is too short. */
export const tooShort = `is shorter than ${shortest} characters`;
const fewestDifferent = 8;
const published = /cookie|secret|monster|password|changeme|change.me|example|default|erlang|elixir|rabbit|nocookie/i;

const rules: readonly { readonly reason: string; readonly breaks: (cookie: string) => boolean }[] = [
  { reason: 'ends with a line break; take it off', breaks: (cookie) => /[\r\n]$/.test(cookie) },
  {
    reason:
      'has other characters than letters, digits and _ . @ % : = ~ , / + -, which shells or erl would read as their own',
    breaks: (cookie) => !/^[\w.@%:=~,/+-]*$/.test(cookie),
  },
  { reason: 'starts with - or +, which erl takes for a flag', breaks: (cookie) => /^[-+]/.test(cookie) },
  { reason: tooShort, breaks: ({ length }) => length < shortest },
  { reason: `is longer than ${longest} characters`, breaks: ({ length }) => length > longest },
  { reason: 'has a word in it that published examples and defaults use', breaks: (cookie) => published.test(cookie) },
  {
    reason: `has fewer than ${fewestDifferent} different characters`,
    breaks: (cookie) => new Set(cookie).size < fewestDifferent,
  },
  { reason: 'repeats itself', breaks: (cookie) => /^(.+)\1+$/.test(cookie) },
  { reason: 'runs along the alphabet or the digits', breaks: isSequence },
];

/** Whether most characters are followed by themselves or by a neighbour. */
function isSequence(cookie: string): boolean {
  const codes = [...Buffer.from(cookie)];
  const small = codes.filter((code, index) => index > 0 && Math.abs(code - (codes[index - 1] ?? 0)) <= 1);
  return small.length * 2 > codes.length;
}
