import type { ContainerPort } from './kubernetes';
import type { Report } from './problems';
import type { HttpProps, PortsProps } from './props';

/** The ports of a pod. */
export interface Ports {
  readonly epmd: number;
  readonly distribution: number;
  readonly http?: number;
}

/** Where epmd listens unless told otherwise (IANA's register, erts' `epmd`). */
export const defaultEpmdPort = 4369;
const defaultDistributionPort = 9100;

interface PortProps {
  readonly ports?: PortsProps;
  readonly http?: HttpProps;
}

export function decidePorts(props: PortProps): Ports {
  return {
    epmd: props.ports?.epmd ?? defaultEpmdPort,
    distribution: props.ports?.distribution ?? defaultDistributionPort,
    ...(props.http === undefined ? {} : { http: props.http.port }),
  };
}

export function containerPorts(ports: Ports): readonly ContainerPort[] {
  const named = (name: string, containerPort: number): ContainerPort => ({ name, containerPort, protocol: 'TCP' });
  return [
    ...(ports.http === undefined ? [] : [named('http', ports.http)]),
    named('epmd', ports.epmd),
    named('distribution', ports.distribution),
  ];
}

export function checkPorts(props: PortProps, report: Report): void {
  const { epmd, distribution, http } = decidePorts(props);
  const collide = (property: string, got: number, other: string) => {
    report({ property, rule: `must differ from ${other}`, got: String(got), remedy: 'Move one of the two.' });
  };
  if (distribution === epmd) collide('ports.distribution', distribution, `the epmd port ${epmd}`);
  if (http === epmd) collide('http.port', http, `the epmd port ${epmd}`);
  if (http === distribution) collide('http.port', http, `the distribution port ${distribution}`);
}
