import type { JsonSchema } from './json-schema';
import type { Problem, Report } from './problems';
import { isMadeFromOutput, madeFromOutput } from './stringified';

/** Tells a value that only the engine can read, such as a Pulumi Output, from a plain one. */
export type IsOpaque = (value: unknown) => boolean;

/** What a shape reads with: what the engine can, and where problems go. */
export interface Reading {
  readonly isOpaque: IsOpaque;
  /** Whether secrets may be given by value. */
  readonly keepsSecrets: boolean;
  readonly report: Report;
}

/**
 * How one value is read, and the same as JSON Schema. `read` gives the value back when it is well formed. Otherwise it
 * reports why not and gives undefined, so that whatever else is wrong is found in the same call.
 */
export interface Shape {
  readonly json: JsonSchema;
  readonly read: Read;
}

export type Read = (value: unknown, property: string, reading: Reading) => unknown;

/** A shape for each property that `T` has, and for no other. */
export type Fields<T> = { readonly [K in keyof T]-?: Shape };

/** A shape of a value that decides what is printed, so that it must be known when the manifests are made. */
export function shape(json: JsonSchema, read: Read): Shape {
  return {
    json,
    read: (value, property, reading) => {
      if (!reading.isOpaque(value)) return read(value, property, reading);
      reading.report({ property: property || 'props', rule: 'must be known at plan time, got an Output' });
      return undefined;
    },
  };
}

/** A value that only the engine can read is taken as it is; a plain one must have the shape. */
export function leaf(inner: Shape): Shape {
  return {
    json: inner.json,
    read: (value, property, reading) => (reading.isOpaque(value) ? value : inner.read(value, property, reading)),
  };
}

export function orFalse(inner: Shape): Shape {
  const json = { anyOf: [inner.json, { const: false }] } as const;
  return shape(json, (value, property, reading) => (value === false ? false : inner.read(value, property, reading)));
}

/** A shape with a check of its own before. Where the check fails, it has reported why. */
export function refine(inner: Shape, check: (...args: Parameters<Read>) => boolean): Shape {
  return {
    json: inner.json,
    read: (value, property, reading) =>
      check(value, property, reading) ? inner.read(value, property, reading) : undefined,
  };
}

/** Problems leave out what was found, where it could be a secret. */
export function unshown(inner: Shape): Shape {
  return {
    json: inner.json,
    read: (value, property, reading) => {
      const report: Report = ({ got: _got, ...problem }) => {
        reading.report(problem);
      };
      return inner.read(value, property, { ...reading, report });
    },
  };
}

/** Reports why a value is refused. Text that was made from an Output has only that problem, whatever it should be. */
export function reject(report: Report, problem: Problem, value: unknown): unknown {
  report(isMadeFromOutput(value) ? { property: problem.property, ...madeFromOutput } : problem);
  return undefined;
}
