import type { Labels } from '../../../lib/model/kubernetes';

/** What the downward API tells of a pod. */
export interface PodFacts {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  readonly labels: Labels;
  readonly annotations: Readonly<Record<string, string>>;
  readonly addresses: readonly string[];
  readonly nodeName: string;
  readonly nodeAddress: string;
}

/** The value of a `fieldPath`. */
export function readField(pod: PodFacts, path: string): string {
  const [, map, key] = /^metadata\.(labels|annotations)\['([^']+)'\]$/.exec(path) ?? [];
  if (map === 'labels' || map === 'annotations') return pod[map][key ?? ''] ?? '';
  const fields: Readonly<Record<string, string | undefined>> = {
    'metadata.name': pod.name,
    'metadata.namespace': pod.namespace,
    'metadata.uid': pod.uid,
    'spec.nodeName': pod.nodeName,
    'status.hostIP': pod.nodeAddress,
    'status.podIP': pod.addresses[0],
    'status.podIPs': pod.addresses.join(','),
  };
  const value = fields[path];
  if (value === undefined) throw new Error(`The manifest refers to the field "${path}", which the bed does not serve.`);
  return value;
}
