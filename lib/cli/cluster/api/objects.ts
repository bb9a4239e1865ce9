import { anything, fields, flag, list, number, record, text, time } from './decode';

/*
 * The objects of Kubernetes, with the fields that the commands read. Each type follows from the decoder that reads the answer,
 * so that a value always is what its type says.
 */

export const metadata = fields(
  { name: text },
  {
    uid: text,
    namespace: text,
    resourceVersion: text,
    labels: record(text),
    annotations: record(text),
    creationTimestamp: time,
    deletionTimestamp: time,
    ownerReferences: list(fields({ kind: text, name: text }, { controller: flag })),
  },
);

export const labelSelector = fields(
  {},
  {
    matchLabels: record(text),
    matchExpressions: list(fields({ key: text, operator: text }, { values: list(text) })),
  },
);
export type LabelSelector = ReturnType<typeof labelSelector>;

/** An object of which only the name and labels matter: a Node, a Namespace. */
export const named = fields({ metadata }, {});
export type Named = ReturnType<typeof named>;

export function nameOf({ metadata: { name } }: Named): string {
  return name;
}

export const secret = fields(
  {},
  {
    metadata: fields(
      {},
      {
        resourceVersion: text,
        labels: record(text),
        annotations: record(text),
        ownerReferences: list(fields({ kind: text, name: text }, {})),
        managedFields: list(fields({}, { manager: text, fieldsV1: anything })),
      },
    ),
    immutable: flag,
    data: record(text),
  },
);
export type Secret = ReturnType<typeof secret>;

export const event = fields(
  { involvedObject: fields({}, { kind: text, name: text }) },
  { metadata: fields({}, { creationTimestamp: time }), reason: text, message: text, lastTimestamp: time },
);
export type Event = ReturnType<typeof event>;

/** The `Status` with which an API server answers instead of an object, and with which it ends a command. */
export const status = fields(
  {},
  {
    status: text,
    reason: text,
    message: text,
    code: number,
    details: fields({}, { causes: list(fields({}, { reason: text, message: text })) }),
  },
);
export type Status = ReturnType<typeof status>;
