import { didYouMean } from '../../../model/schema/did-you-mean';
import type { Service } from '../../cluster/api/network-objects';
import { nameOf } from '../../cluster/api/objects';
import { isEnding, isOver } from '../../cluster/pods';
import type { Facts } from '../facts/facts';
import { labelsOf, pairs } from '../facts/selectors';
import { discoveryName, discoveryService, isHeadless, mismatches, serviceSelects } from '../facts/services';
import { kubectl, templateLabels } from '../facts/workload';
import { finding, type Finding, type Subject } from '../finding';

/** Whether the Service by which nodes find each other does that. */
export const headlessService: Subject = {
  name: 'headless Service',
  looksAt: 'is headless, selects only these pods, lists pods that are not ready',
  cannotSay: (facts) => {
    if (!facts.services.ok) return 'Services could not be read';
    return discoveryName(facts) === undefined
      ? 'the manifest names no Service, and no headless Service selects the pods'
      : undefined;
  },
  find: headless,
};

function headless(facts: Facts): readonly Finding[] {
  const { services: listed } = facts;
  const name = discoveryName(facts);
  if (!listed.ok || name === undefined) return [];
  const service = discoveryService(facts);
  return service === undefined
    ? [missing(facts, name, listed.value)]
    : [...shape(facts, service), ...selection(facts, service)];
}

function missing(facts: Facts, name: string, all: readonly Service[]): Finding {
  const fitting = all.filter((service) => isHeadless(service) && serviceSelects(service, templateLabels(facts)));
  const near = fitting[0] === undefined ? didYouMean(name, all.map(nameOf)) : nameOf(fitting[0]);
  return finding('headless-missing', {
    what: 'The Service that the nodes use to find each other does not exist.',
    where: `Service ${name}`,
    evidence: [
      `CLUSTER_SERVICE_NAME is ${name}`,
      all.length === 0 ? 'the namespace has no Service' : `the namespace has ${all.map(nameOf).join(', ')}`,
    ],
    fix:
      near === undefined
        ? { advice: 'Apply the manifest of the cluster again. It contains the Service.' }
        : { advice: `Apply the manifest again, or did you mean ${near}?` },
  });
}

function shape(facts: Facts, service: Service): readonly Finding[] {
  const { workload } = facts;
  const name = nameOf(service);
  const where = `Service ${name}`;
  const found: Finding[] = [];
  if (!isHeadless(service)) {
    const details = {
      what: 'The Service has a cluster IP, so DNS returns that address instead of the addresses of the pods.',
      where,
      evidence: [`spec.clusterIP is ${service.spec?.clusterIP ?? 'not set'}`],
      // An address of a Service cannot be taken back.
      fix: { command: `${kubectl(facts)`delete service ${name}`}, then apply the manifest again` },
    };
    found.push(finding('headless-has-address', details));
  }
  if (service.spec?.publishNotReadyAddresses !== true) {
    const details = {
      what: 'DNS does not list pods that are not ready, so a cluster whose pods wait for each other never starts.',
      where,
      evidence: ['spec.publishNotReadyAddresses is not true'],
      fix: {
        command: kubectl(facts)`patch service ${name} -p '{"spec":{"publishNotReadyAddresses":true}}'`,
        property: 'headless.publishNotReadyAddresses: true',
      },
    };
    found.push(finding('headless-hides-unready', details));
  }
  const wanted = [workload.ports.epmd, workload.ports.distribution];
  const lacking = wanted.filter((port) => !service.spec?.ports?.some((listed) => listed.port === port));
  if (lacking.length > 0) {
    const details = {
      what: 'The Service does not list the ports of the nodes, which service meshes, policies and older DNS servers need.',
      where,
      evidence: [`missing: ${lacking.join(', ')}`],
      fix: { advice: 'Add the ports epmd and distribution to spec.ports.', property: 'ports' },
    };
    found.push(finding('headless-without-ports', details));
  }
  return found;
}

function selection(facts: Facts, service: Service): readonly Finding[] {
  const where = `Service ${nameOf(service)}`;
  const labels = templateLabels(facts);
  if (!serviceSelects(service, labels)) {
    const wrong = mismatches(service, labels);
    const details = {
      what: 'The selector of the Service matches none of the pods, so DNS lists none of them.',
      where,
      evidence: [
        wrong.length === 0 ? 'it has no selector' : `the pods lack ${wrong.join(', ')}`,
        `the pods have ${pairs(labels)}`,
      ],
      fix: { advice: 'Apply the manifest of the cluster again, or give the Service the selector of the workload.' },
    };
    return [finding('headless-selects-nothing', details)];
  }
  const others = facts.otherPods.filter(
    (pod) => !isOver(pod) && !isEnding(pod) && serviceSelects(service, labelsOf(pod)),
  );
  if (others.length === 0) return [];
  const details = {
    what: 'The Service also selects pods of another workload, and the nodes try to connect to them.',
    where,
    evidence: others.map(({ metadata }) => `it selects Pod ${metadata.name}`),
    fix: { advice: 'Give the other pods labels of their own, or the Service a narrower selector.', property: 'labels' },
  };
  return [finding('headless-selects-other-pods', details)];
}
