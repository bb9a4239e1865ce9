import { didYouMean } from './did-you-mean';
import { quote, show, showNumber, showText } from './problems';
import { reject, shape, type Shape } from './shape';
import { isMadeFromOutput } from './stringified';

interface TextOptions {
  readonly remedy?: string;
  /** The same rule as a regular expression for JSON Schema. */
  readonly pattern?: string;
}

export function text(rule: string, valid: (text: string) => boolean, { remedy, pattern }: TextOptions = {}): Shape {
  const json = { type: 'string', ...(pattern === undefined ? {} : { pattern }) } as const;
  return shape(json, (value, property, { report }) =>
    typeof value === 'string' && valid(value) && !isMadeFromOutput(value)
      ? value
      : reject(report, { property, rule, got: showText(value), ...(remedy === undefined ? {} : { remedy }) }, value),
  );
}

// Integers of the API have 32 bits.
export const largestInteger = 2 ** 31 - 1;

export function whole(minimum: number, maximum = largestInteger): Shape {
  const range = maximum === largestInteger ? `of at least ${minimum}` : `from ${minimum} to ${maximum}`;
  return shape({ type: 'integer', minimum, maximum }, (value, property, { report }) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= minimum && value <= maximum
      ? value
      : reject(report, { property, rule: `must be a whole number ${range}`, got: showNumber(value) }, value),
  );
}

/** A whole number, or a word that stands for none. */
export function numberOrWord(minimum: number, word: string): Shape {
  const number = whole(minimum);
  return shape({ anyOf: [number.json, { type: 'string', enum: [word] }] }, (value, property, reading) => {
    if (value === word) return value;
    if (typeof value !== 'string' || /^[-+]?\d/.test(value)) return number.read(value, property, reading);
    const near = didYouMean(value, [word]);
    const rule = `must be a whole number of at least ${minimum} or "${word}"`;
    const remedy = near === undefined ? {} : { remedy: `Did you mean "${near}"?` };
    return reject(reading.report, { property, rule, got: showText(value), ...remedy }, value);
  });
}

export const port = whole(1, 65_535);

export const flag = shape({ type: 'boolean' }, (value, property, { report }) =>
  typeof value === 'boolean'
    ? value
    : reject(report, { property, rule: 'must be true or false', got: show(value) }, value),
);

export function oneOf(...choices: readonly string[]): Shape {
  return shape({ type: 'string', enum: choices }, (value, property, { report }) => {
    if (typeof value === 'string' && choices.includes(value)) return value;
    const near = typeof value === 'string' ? didYouMean(value, choices) : undefined;
    const rule = `must be one of ${choices.map((choice) => `"${choice}"`).join(', ')}`;
    if (near === undefined) return reject(report, { property, rule, got: showText(value) }, value);
    return reject(report, { property, rule, got: quote(String(value)), remedy: `Did you mean "${near}"?` }, value);
  });
}
