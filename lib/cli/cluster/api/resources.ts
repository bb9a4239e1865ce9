import type { Decode } from './decode';
import { budget, endpointSlice, networkPolicy, service } from './network-objects';
import { event, named, secret } from './objects';
import { pod, workloadObject } from './workload-objects';

/** A kind of object in the API: where it is, and how one is read. */
export interface Resource<T> {
  readonly group: string;
  readonly plural: string;
  readonly of: Decode<T>;
}

const core = 'api/v1';
const apps = 'apis/apps/v1';

/** What the commands read and write, by the names that the API has for it. */
export const resources = {
  pods: { group: core, plural: 'pods', of: pod },
  services: { group: core, plural: 'services', of: service },
  events: { group: core, plural: 'events', of: event },
  secrets: { group: core, plural: 'secrets', of: secret },
  nodes: { group: core, plural: 'nodes', of: named },
  namespaces: { group: core, plural: 'namespaces', of: named },
  deployments: { group: apps, plural: 'deployments', of: workloadObject },
  statefulSets: { group: apps, plural: 'statefulsets', of: workloadObject },
  endpointSlices: { group: 'apis/discovery.k8s.io/v1', plural: 'endpointslices', of: endpointSlice },
  networkPolicies: { group: 'apis/networking.k8s.io/v1', plural: 'networkpolicies', of: networkPolicy },
  budgets: { group: 'apis/policy/v1', plural: 'poddisruptionbudgets', of: budget },
} as const satisfies Readonly<Record<string, Resource<unknown>>>;
