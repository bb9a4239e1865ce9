/** What is shown in the place of a secret. */
const veil = '[hidden]';

/** Whoever guesses finds a shorter one within the hour, and hiding it would tear words out of every line. */
const fewestBytes = 6;

/**
 * The secrets that a command has read. Whatever it prints is searched for them: an API server, a webhook or a pod may quote
 * what it was sent, in the form in which it keeps it.
 */
export class Secrets {
  private readonly forms = new Set<string>();
  private pattern: RegExp | undefined;

  /** Hides a secret from now on: plain, as base64, as hex, and as in a URL or JSON. */
  add(secret: Buffer | string): void {
    const bytes = Buffer.from(secret);
    const before = this.forms.size;
    // A line break at the end is no part of what a VM makes of it.
    for (const form of [bytes, Buffer.from(bytes.toString('utf8').trim())]) {
      if (form.length < fewestBytes) continue;
      for (const one of [plainForm(form), ...base64Forms(form), hexForm(form)]) this.forms.add(patternOf(one));
    }
    if (this.forms.size > before) this.pattern = new RegExp([...this.forms].join('|'), 'gu');
  }

  /** The text without them. */
  mask(text: string): string {
    return this.pattern === undefined ? text : text.replace(this.pattern, veil);
  }
}

/** A pattern for each character of a form. */
type Form = readonly string[];

/** Half of it is enough, since who quotes it may have cut it off; less than that may be a word of its own. */
function patternOf(form: Form): string {
  const half = Math.ceil(form.length / 2);
  const rest = form.slice(half).reduceRight((more, character) => `(?:${character}${more})?`, '');
  return form.slice(0, half).join('') + rest;
}

/** Each character as it is, as JSON escapes it, or percent-encoded; a space also as a form of a page writes it. */
function plainForm(bytes: Buffer): Form {
  return Array.from(bytes.toString('utf8'), (character) => {
    const encoded = [...Buffer.from(character)].map((byte) => `%${hexOf(byte)}`).join('');
    const escaped = JSON.stringify(character).slice(1, -1);
    const all = new Set([literal(character), literal(escaped), encoded, ...(character === ' ' ? ['\\+'] : [])]);
    return `(?:${[...all].join('|')})`;
  });
}

/** The characters that the secret alone decides, at each of the three places of a byte in a longer text, and the next one. */
function base64Forms(bytes: Buffer): readonly Form[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const decided = encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
    const alphabets: ReadonlyMap<string, string> = new Map([
      ['+', '[+\\-]'],
      ['/', '[\\/_]'],
    ]);
    return [...Array.from(decided, (digit) => alphabets.get(digit) ?? digit), '[A-Za-z0-9+\\/_=\\-]{1,3}'];
  });
}

function hexForm(bytes: Buffer): Form {
  return [...bytes].map((byte, index) => (index === 0 ? hexOf(byte) : `[ :]?${hexOf(byte)}`));
}

/** A byte as two digits, in either case. */
function hexOf(byte: number): string {
  const digits = byte.toString(16).padStart(2, '0');
  return digits.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
