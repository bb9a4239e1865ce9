import type { IpFamily, Labels, Metadata, Service, ServicePort } from './kubernetes';
import type { Ports } from './ports';
import type { Report } from './problems';
import type { HeadlessProps, HttpProps, ServiceProps } from './props';

interface DiscoveredProps<V> {
  readonly headless?: HeadlessProps<V>;
  readonly ipFamily?: IpFamily;
}

/**
 * The Service that discovery asks for. It publishes pods before they are ready, because a node that waits for its peers
 * would otherwise wait for ever; and it names its ports, because without any there is no DNS record.
 */
export function headlessService<V>(
  metadata: Metadata<V>,
  selector: Labels,
  ports: Ports,
  { headless = {}, ipFamily }: DiscoveredProps<V>,
): Service<V> {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: {
      type: 'ClusterIP',
      clusterIP: 'None',
      publishNotReadyAddresses: headless.publishNotReadyAddresses ?? true,
      ...(ipFamily === undefined ? {} : { ipFamilies: [ipFamily] }),
      selector,
      ports: [port('epmd', ports.epmd), port('distribution', ports.distribution)],
    },
  };
}

/** The Service for clients: the HTTP port of the pods that are ready. */
export function clientService<V>(
  metadata: Metadata<V>,
  selector: Labels,
  http: number,
  props: ServiceProps<V> = {},
): Service<V> {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: { type: props.type ?? 'ClusterIP', selector, ports: [{ ...port('http', http), port: props.port ?? http }] },
  };
}

interface ServedProps {
  readonly http?: HttpProps;
  readonly service?: ServiceProps<unknown> | false;
}

export function checkService({ http, service }: ServedProps, report: Report): void {
  if (http !== undefined || service === undefined || service === false) return;
  report({ property: 'service', rule: 'needs http, which says the port', remedy: 'Give http, or remove service.' });
}

function port(name: string, number: number): ServicePort {
  return { name, port: number, targetPort: number, protocol: 'TCP' };
}
