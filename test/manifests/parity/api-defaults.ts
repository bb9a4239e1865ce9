/**
 * What cdk8s-plus states and the API server would set itself. Each is dropped with this value alone, so that any other
 * value shows up as a difference.
 */
const defaults: readonly (readonly [kinds: readonly string[], path: string, value: unknown])[] = [
  [['Service'], 'spec.externalIPs', []],
  [['Deployment', 'StatefulSet'], 'spec.template.spec.dnsPolicy', 'ClusterFirst'],
  [['Deployment', 'StatefulSet'], 'spec.template.spec.hostNetwork', false],
  [['Deployment', 'StatefulSet'], 'spec.template.spec.restartPolicy', 'Always'],
  [['Deployment', 'StatefulSet'], 'spec.template.spec.setHostnameAsFQDN', false],
];

export interface Printed {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** A manifest without what the API server would have set to the same. */
export function withoutDefaults(manifest: Printed): Printed {
  const own = defaults.filter(([kinds]) => kinds.includes(manifest.kind));
  return own.reduce<unknown>((rest, [, path, value]) => drop(rest, path.split('.'), value), manifest) as Printed;
}

function drop(from: unknown, [key = '', ...rest]: readonly string[], value: unknown): unknown {
  if (typeof from !== 'object' || from === null || !(key in from)) return from;
  const { [key]: found, ...others } = from as Record<string, unknown>;
  if (rest.length > 0) return { ...from, [key]: drop(found, rest, value) };
  return JSON.stringify(found) === JSON.stringify(value) ? others : from;
}
