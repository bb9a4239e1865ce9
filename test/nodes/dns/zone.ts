import type { Service } from '../../../lib/model/kubernetes';
import type { DnsRecord } from './records';

/** What DNS has to know of a pod. */
export interface Endpoint {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly addresses: readonly string[];
  readonly ready: boolean;
}

export interface ZoneSettings {
  readonly namespace: string;
  readonly domain: string;
  readonly services: readonly Service<string>[];
  readonly endpoints: readonly Endpoint[];
}

/** The records of all headless services, as CoreDNS makes them: of the service, of its ports and of each endpoint. */
export function buildZone({ namespace, domain, services, endpoints }: ZoneSettings): readonly DnsRecord[] {
  return services
    .filter(({ spec }) => spec.clusterIP === 'None')
    .flatMap(({ metadata, spec }) => {
      const service = `${metadata.name}.${namespace}.svc.${domain}`;
      const published = endpoints.filter(
        ({ ready, labels }) => (ready || spec.publishNotReadyAddresses === true) && isSelected(labels, spec.selector),
      );
      const addresses = published.flatMap((endpoint) => endpoint.addresses);
      return addresses.flatMap((address) => {
        const host = `${address.replace(/[.:]/g, '-')}.${service}`;
        return [
          addressRecord(service, address),
          addressRecord(host, address),
          ...spec.ports.flatMap((port): DnsRecord[] => {
            const srv = { type: 'SRV', port: port.targetPort, target: host } as const;
            const named = spellings(port).map((spelling) => `${spelling}.${service}`);
            return [
              ...named.flatMap((name): DnsRecord[] => [addressRecord(name, address), { name, ...srv }]),
              { name: service, ...srv },
            ];
          }),
        ];
      });
    });
}

/** CoreDNS takes an underscore away where there is one, and does not ask for it (`parseRequest` in its `plugin/kubernetes`). */
function spellings({ name, protocol }: { readonly name: string; readonly protocol: string }): readonly string[] {
  const transport = protocol.toLowerCase();
  return [`_${name}._${transport}`, `${name}._${transport}`, `_${name}.${transport}`, `${name}.${transport}`];
}

export function addressRecord(name: string, address: string): DnsRecord {
  return { name, type: address.includes(':') ? 'AAAA' : 'A', value: address };
}

function isSelected(labels: Endpoint['labels'], selector: Service<string>['spec']['selector']): boolean {
  return Object.entries(selector).every(([label, value]) => labels[label] === value);
}
