import { nameOf } from '../../cluster/api/objects';
import type { Facts } from '../facts/facts';
import { hasRunFor, podTitles } from '../facts/pods';
import { labelsOf } from '../facts/selectors';
import { discoveryService, isHeadless, serviceSelects } from '../facts/services';
import { kubectl } from '../facts/workload';
import { finding, type Finding, type Subject } from '../finding';

/** Whether Kubernetes lists the addresses of the pods, which is what its DNS answers. */
export const endpoints: Subject = {
  name: 'EndpointSlices',
  looksAt: 'list every pod of the headless Service',
  cannotSay: (facts) => (listedAddresses(facts) === undefined ? 'there is no headless Service' : undefined),
  find: (facts) => (facts.endpointSlices.ok ? unlisted(facts) : []),
};

/** The controller needs no more than this. */
const listingSeconds = 10;

/** The addresses that the slices of the headless Service have; undefined where there is none to go by. */
export function listedAddresses(facts: Facts): readonly string[] | undefined {
  const { endpointSlices } = facts;
  const service = discoveryService(facts);
  if (service === undefined || !isHeadless(service) || !endpointSlices.ok) return undefined;
  return (
    endpointSlices.value
      .filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === nameOf(service))
      // A slice without any has null there.
      .flatMap(({ endpoints: listed }) => (listed as typeof listed | null | undefined) ?? [])
      .flatMap(({ addresses }) => addresses)
  );
}

function unlisted(facts: Facts): readonly Finding[] {
  const service = discoveryService(facts);
  const listed = listedAddresses(facts);
  if (service === undefined || listed === undefined) return [];
  const lacking = facts.pods.filter((pod) => {
    const ip = pod.object.status?.podIP;
    const isSelected = serviceSelects(service, labelsOf(pod.object));
    return ip !== undefined && isSelected && hasRunFor(facts, pod, listingSeconds) && !listed.includes(ip);
  });
  if (lacking.length === 0) return [];
  const details = {
    what: 'Running pods are not in the EndpointSlices, so DNS does not know them.',
    where: podTitles(lacking),
    evidence: [
      `not listed: ${lacking.map(({ object }) => object.status?.podIP ?? '').join(', ')}`,
      `listed: ${listed.join(', ') || 'none'}`,
    ],
    fix: {
      command: kubectl(facts)`get endpointslices -l kubernetes.io/service-name=${nameOf(service)} -o yaml`,
      advice: 'Check that the EndpointSlice controller of the cluster runs.',
    },
  };
  return [finding('endpoints-missing', details)];
}
