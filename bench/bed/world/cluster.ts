import { findHeadless } from '../../../test/nodes/manifest';
import { printCluster } from '../../../test/nodes/print-cluster';
import type { DnsRecord } from '../../../test/nodes/dns/records';
import { buildZone } from '../../../test/nodes/dns/zone';

/** The founding example as it is printed, and where it runs. */
export const printed = printCluster({});
export const { template } = printed.workload.spec;
export const namespace = 'default';
export const domain = 'cluster.local';

const serviceName = `${findHeadless(printed).metadata.name}.${namespace}.svc.${domain}`;

/** The DNS records of an address, as the headless Service has them. */
export function recordsOf(address: string): readonly DnsRecord[] {
  const { labels } = template.metadata;
  const endpoints = [{ name: address, labels, addresses: [address], ready: true }];
  return buildZone({ namespace, domain, services: printed.services, endpoints });
}

/** The one record that a server gives who knows nothing of ports. */
export function serviceRecordsOf(address: string): readonly DnsRecord[] {
  return recordsOf(address).filter(({ name, type }) => name === serviceName && type === 'A');
}
