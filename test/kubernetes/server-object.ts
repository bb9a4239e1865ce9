import { withoutDefaults } from '../manifests/parity/api-defaults';

/** What objects of the API server have in common, as far as it matters here. */
export interface ServerObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly labels?: object;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** What an object says, without what differs from one to its twin in another namespace, and what means the same as nothing. */
export function comparable(object: ServerObject): object {
  const { apiVersion, kind, metadata, spec = {} } = withoutDefaults(object) as ServerObject;
  const { name, labels, annotations = {} } = metadata;
  return { apiVersion, kind, name, labels, annotations: withoutRevision(annotations), spec: withoutAddresses(spec) };
}

// The controller of Deployments counts their revisions.
function withoutRevision(annotations: Readonly<Record<string, string>>): object {
  return Object.fromEntries(Object.entries(annotations).filter(([key]) => key !== 'deployment.kubernetes.io/revision'));
}

function withoutAddresses(spec: Readonly<Record<string, unknown>>): object {
  if (spec['clusterIP'] === 'None') return spec;
  return Object.fromEntries(Object.entries(spec).filter(([key]) => key !== 'clusterIP' && key !== 'clusterIPs'));
}
