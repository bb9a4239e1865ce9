import { quote, type Problem } from '../schema';

/** The kinds of workloads whose pods can be the nodes of a cluster. */
export const workloadKinds = ['Deployment', 'StatefulSet', 'DaemonSet'] as const;
export type GivenKind = (typeof workloadKinds)[number];

export function isWorkloadKind(kind: unknown): kind is GivenKind {
  return workloadKinds.some((known) => known === kind);
}

const ends = 'Its pods end, and the nodes of a cluster stay. Attach to what serves requests.';
const remedies: Readonly<Record<string, string>> = {
  Job: ends,
  CronJob: ends,
  Pod: 'Nothing replaces a Pod that is gone. Make a Deployment.',
  ReplicaSet: 'It does not roll out new versions. Make a Deployment.',
  ReplicationController: 'It does not roll out new versions. Make a Deployment.',
  List: 'Give one of its items.',
};

/** What was given in place of a workload, and what to do. */
export function foundKind(kind: string): Pick<Problem, 'got' | 'remedy'> {
  const remedy = Object.hasOwn(remedies, kind) ? remedies[kind] : undefined;
  const name = /^[A-Za-z]{1,40}$/.test(kind) ? kind : `object of the kind ${quote(kind)}`;
  return { got: `a ${name}`, ...(remedy === undefined ? {} : { remedy }) };
}
