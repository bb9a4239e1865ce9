import { anything, fields, flag, list, number, record, text, time } from './decode';

/*
 * The objects of Kubernetes, with the fields that the commands read. They are made by reading answers, so that no answer can
 * be something else than its type says.
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

/** For what matters by its name and labels alone: a Node, a Namespace. */
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

/** The `Status` that an API server answers with where it has no object to give, and a command's end. */
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
