import type { Container } from '../../cluster/api/workload-objects';
import { portNamed } from '../../cluster/workload';
import type { ProbeQuestion } from './questions';

/** The probes of a container that ask for a path without TLS, as the kubelet asks. */
export function probesOf(container: Container): readonly ProbeQuestion[] {
  const { startupProbe, readinessProbe, livenessProbe } = container;
  const probes = { startup: startupProbe, readiness: readinessProbe, liveness: livenessProbe };
  return Object.entries(probes).flatMap(([name, probe]) => {
    const { path = '/', port, scheme = 'HTTP', httpHeaders = [] } = probe?.httpGet ?? {};
    const number = typeof port === 'string' ? (portNamed(container, port) ?? Number(port)) : port;
    // A word of the request and of the question has no spaces.
    if (scheme !== 'HTTP' || number === undefined || Number.isNaN(number) || /\s|\p{C}/u.test(path)) return [];
    const host = httpHeaders.find((header) => header.name.toLowerCase() === 'host')?.value ?? '';
    return /^[\w.:[\]-]*$/.test(host) ? [{ name, port: number, host, path }] : [];
  });
}
