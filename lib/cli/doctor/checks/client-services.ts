import { nodePorts } from '../../../model/features/ports';
import type { Service } from '../../cluster/api/network-objects';
import { nameOf } from '../../cluster/api/objects';
import { valueOr, type Facts } from '../facts/facts';
import { pairs } from '../facts/selectors';
import { discoveryName, isHeadless, mismatches, serviceSelects } from '../facts/services';
import { beamContainer, templateLabels } from '../facts/workload';
import { finding, type Finding, type Subject } from '../finding';

/** Whether clients reach the pods, and reach nothing of the distribution. */
export const clientServices: Subject = {
  name: 'other Services',
  looksAt: 'lead to a port of the container, do not expose the distribution',
  cannotSay: (facts) => (facts.services.ok ? undefined : 'Services could not be read'),
  find: ofClients,
};

function ofClients(facts: Facts): readonly Finding[] {
  const labels = templateLabels(facts);
  return valueOr(facts.services, []).flatMap((service) => {
    if (nameOf(service) === discoveryName(facts)) return [];
    if (serviceSelects(service, labels)) return [...wrongPorts(facts, service), ...exposed(facts, service)];
    return nameOf(service) === facts.workload.name ? [selectsNothing(facts, service)] : [];
  });
}

function selectsNothing(facts: Facts, service: Service): Finding {
  const labels = templateLabels(facts);
  return finding('service-selects-nothing', {
    what: 'The Service for clients selects none of the pods.',
    where: `Service ${nameOf(service)}`,
    evidence: [`the pods lack ${mismatches(service, labels).join(', ')}`, `the pods have ${pairs(labels)}`],
    fix: { advice: 'Apply the manifest of the cluster again, or give the Service the selector of the workload.' },
  });
}

function wrongPorts(facts: Facts, service: Service): readonly Finding[] {
  const declared = beamContainer(facts)?.ports ?? [];
  // Nothing is known of ports that the manifest does not declare, unless it declares some.
  if (declared.length === 0 || isHeadless(service)) return [];
  const others = facts.workload.object.spec?.template.spec?.containers.flatMap(({ ports = [] }) => ports) ?? [];
  const wrong = (service.spec?.ports ?? []).filter(({ targetPort, port }) => {
    const target = targetPort ?? port;
    return !others.some(({ containerPort, name }) => containerPort === Number(target) || name === target);
  });
  if (wrong.length === 0) return [];
  const details = {
    what: 'The Service for clients leads to a port on which no container listens.',
    where: `Service ${nameOf(service)}`,
    evidence: [
      ...wrong.map(({ port, targetPort }) => `port ${port} leads to ${targetPort ?? port}`),
      `the containers have ${others.map(({ containerPort }) => containerPort).join(', ')}`,
    ],
    fix: { property: 'http.port', advice: 'Make targetPort a port of the container.' },
  };
  return [finding('service-wrong-port', details)];
}

function exposed(facts: Facts, service: Service): readonly Finding[] {
  const { epmd, distribution } = facts.workload.ports;
  const type = service.spec?.type ?? 'ClusterIP';
  const open = (service.spec?.ports ?? []).filter(({ targetPort, port }) => {
    return (
      [epmd, distribution].includes(Number(targetPort ?? port)) || Object.keys(nodePorts).includes(String(targetPort))
    );
  });
  if (open.length === 0 || (type !== 'LoadBalancer' && type !== 'NodePort')) return [];
  const details = {
    what: 'The distribution ports are reachable from outside, and anyone who has the cookie can run any code.',
    where: `Service ${nameOf(service)}`,
    evidence: [`type ${type} with port ${open.map(({ port }) => port).join(', ')}`],
    fix: { advice: 'Remove the ports from this Service. The nodes use the headless Service.' },
  };
  return [finding('distribution-exposed', details)];
}
