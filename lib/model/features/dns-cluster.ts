import { feature } from '../feature';
import type { Query } from './discovery';
import type { Variables } from './environment';

/**
 * `DNS_CLUSTER_QUERY` is the variable from which an application of `mix phx.new` configures dns_cluster. Without it, the
 * nodes of such an application stay alone and log nothing.
 */
export const dnsCluster = feature<object>()({
  name: 'dns_cluster',
  appliesTo: ['cluster', 'attachment'],
  schema: {},
  decide: (_props, { query, variableNames = [] }: Query & Partial<Variables>) => {
    if (variableNames.includes('DNS_CLUSTER_QUERY')) return {};
    return { variables: [{ name: 'DNS_CLUSTER_QUERY', value: query }] };
  },
});
