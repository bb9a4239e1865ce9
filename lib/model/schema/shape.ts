import type { JsonSchema } from './json-schema';
import { isRecord } from './plain';
import type { Problem, Report } from './problems';
import { isMadeFromOutput, madeFromOutput } from './stringified';

/** Whether only the engine can read a value, such as a Pulumi Output. */
export type IsOpaque = (value: unknown) => boolean;

/** The context of a read: the abilities of the engine, and the receiver of problems. */
export interface Reading {
  readonly isOpaque: IsOpaque;
  /** Whether secrets may be given by value. */
  readonly keepsSecrets: boolean;
  readonly report: Report;
}

/**
 * How to read one value, and the same rule as JSON Schema. `read` returns a valid value. For an invalid one, it reports the
 * problem and returns undefined, so that the same call finds all other problems too.
 */
export interface Shape {
  readonly json: JsonSchema;
  readonly read: Read;
}

export type Read = (value: unknown, property: string, reading: Reading) => unknown;

/** Exactly one shape for each property of `T`. */
export type Fields<T> = { readonly [K in keyof T]-?: Shape };

/** A shape for a value that decides what is printed. The value must be known at plan time. */
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

/** Accepts every value that only the engine can read. A plain value must match the shape. */
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

/** True, false, or a value of the shape. */
export function flagOr(inner: Shape): Shape {
  const json = { anyOf: [{ type: 'boolean' }, inner.json] } as const;
  return shape(json, (value, property, reading) =>
    typeof value === 'boolean' ? value : inner.read(value, property, reading),
  );
}

/** Text, or an object in its place. */
export function textOr(text: Shape, object: Shape): Shape {
  return shape({ anyOf: [text.json, object.json] }, (value, property, reading) =>
    (isRecord(value) ? object : text).read(value, property, reading),
  );
}

/** A shape with a check in front of it. The check reports its own problem. */
export function refine(inner: Shape, check: (...args: Parameters<Read>) => boolean): Shape {
  return {
    json: inner.json,
    read: (value, property, reading) =>
      check(value, property, reading) ? inner.read(value, property, reading) : undefined,
  };
}

/** A shape with a check of what was read; `read` has the type that the shape gives. */
export function checked(inner: Shape, check: (read: never, property: string, report: Report) => void): Shape {
  return {
    json: inner.json,
    read: (value, property, reading) => {
      const read = inner.read(value, property, reading);
      if (read !== undefined) check(read as never, property, reading.report);
      return read;
    },
  };
}

/** A shape of which Kubernetes documents the inside, so that the reference ends here. */
export function asInKubernetes(inner: Shape): Shape {
  return { json: { ...inner.json, $comment: 'documented by Kubernetes' }, read: inner.read };
}

/** A shape whose problems never show the value, because it could be a secret. */
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

/** Reports why a value is rejected. Text that was made from an Output gets only that problem. */
export function reject(report: Report, problem: Problem, value: unknown): unknown {
  report(isMadeFromOutput(value) ? { property: problem.property, ...madeFromOutput } : problem);
  return undefined;
}
