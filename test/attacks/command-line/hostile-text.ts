import fc from 'fast-check';

/** Where a line starts with this, a pod has written one of its own. */
export const forged = 'FORGED';

/** What a terminal would do something for: colours, titles, the clipboard, a cleared screen, turned text, lines of its own. */
const payloads = [
  `\n${forged} 3 of 3 ready`,
  `\r\u001b[2K${forged}`,
  '\u001b[2J\u001b[H',
  '\u001b]52;c;cm0gLXJmIH4K\u0007',
  '\u001b]0;title\u001b\\',
  '\u001b[31mred\u001b[39m',
  '\u009b2J',
  '\u009d0;title\u009c',
  '\u0090q\u009c',
  '\u202egnp.exe',
  '\u2066turned\u2069',
  '\u200e\u200f\u061c',
  '\u2028line\u2029',
  '\u0000\u0007\u0008\u007f',
  '\u{e0041}\u{e007f}',
  '\ufeff\u200b\u00ad',
  '\\u001b[2J %s ${HOME} `id` $(id) \'"',
];

export const hostileText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...payloads) },
  {
    weight: 1,
    arbitrary: fc.string({
      unit: fc.integer({ min: 0, max: 0x9f }).map((code) => String.fromCharCode(code)),
      maxLength: 12,
    }),
  },
);

/** How a text is made hostile: in front, behind, or altogether. */
export const hostileChange: fc.Arbitrary<(text: string) => string> = fc
  .tuple(hostileText, fc.constantFrom('front', 'behind', 'behind', 'all'))
  .map(([payload, place]) => (text: string) => {
    if (place === 'all') return payload;
    return place === 'front' ? `${payload}${text}` : `${text}${payload}`;
  });

/** JSON with some of its texts changed; which ones, and how, is decided for each by a function. */
export function changeTexts(value: unknown, change: (text: string, path: string) => string, path = ''): unknown {
  if (typeof value === 'string') return change(value, path);
  if (Array.isArray(value)) return value.map((item) => changeTexts(item, change, `${path}[]`));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, changeTexts(item, change, `${path}.${key}`)]),
  );
}

// Our own colours, and what replaces a line of progress.
// eslint-disable-next-line no-control-regex -- it is about these
const own = /\u001b\[(?:1|2|22|31|32|33|39)m|\r\u001b\[2K/g;

/** What left the process and would do something, each with what stands around it. */
export function violationsOf(printed: string, isTerminal: boolean): readonly string[] {
  const rest = isTerminal ? printed.replace(own, '') : printed;
  const raw = [...rest.matchAll(/.{0,20}(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}].{0,20}/gu)].map(([around]) =>
    JSON.stringify(around),
  );
  const lines = rest.split('\n').filter((line) => line.startsWith(forged));
  return [...raw, ...lines];
}
