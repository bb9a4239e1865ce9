import { feature, type Base } from '../feature';
import type { Quantities, Resources } from '../kubernetes';
import { amountOf, byteQuantity, canonicalQuantity, cpuQuantity, fields, showQuantity, type Report } from '../schema';

/** Quantities of the resources that a container shares with others. */
export interface QuantitiesProps {
  /**
   * Processors: `'2'`, or thousandths of one, `'250m'`.
   *
   * @default - in `requests` 250m, or the limit where there is one; in `limits` none - throttled schedulers miss ticks
   * @since 0.1.0
   * @example '500m'
   * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-cpu
   */
  readonly cpu?: string;
  /**
   * Bytes of memory: `'512Mi'`, `'1Gi'`.
   *
   * @default - 512Mi, or what the other of `requests` and `limits` has - the kernel first kills whatever is above its
   *   request
   * @since 0.1.0
   * @example '1Gi'
   * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-memory
   */
  readonly memory?: string;
  /**
   * Bytes on the disk of the machine, which the emptyDirs of the pod use too.
   *
   * @default - none
   * @since 0.1.0
   * @example '4Gi'
   * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
   */
  readonly 'ephemeral-storage'?: string;
}

/** What a container is given. */
export interface ResourcesProps {
  /**
   * What the scheduler sets aside.
   *
   * @default { cpu: '250m', memory: '512Mi' } - where there is a limit, it is the limit
   * @since 0.1.0
   * @example { cpu: '500m', memory: '1Gi' }
   * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#requests-and-limits
   */
  readonly requests?: QuantitiesProps;
  /**
   * What a container may use at most.
   *
   * @default { memory: '512Mi' } - where there is a memory request, it is the request
   * @since 0.1.0
   * @example { memory: '1Gi' }
   * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#requests-and-limits
   */
  readonly limits?: QuantitiesProps;
}

export interface WithResourcesProps {
  /**
   * Compute resources, in the form of Kubernetes. They are printed as the API server returns them: `1024Mi` as `1Gi`. A memory request without a limit becomes the limit too, and the
   * reverse, because the kernel first kills whatever is above its request.
   *
   * @default { requests: { cpu: '250m', memory: '512Mi' }, limits: { memory: '512Mi' } } - no CPU limit, because
   *   throttled schedulers miss ticks
   * @since 0.1.0
   * @example { requests: { cpu: '1', memory: '2Gi' } }
   * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
   */
  readonly resources?: ResourcesProps;
}

/** What a container is given where nothing else is said. */
const ofApplication: Allotment = { cpu: '250m', memory: '512Mi' };

const quantities = fields<QuantitiesProps>({
  cpu: cpuQuantity,
  memory: byteQuantity,
  'ephemeral-storage': byteQuantity,
});

export const containerResources = fields<ResourcesProps>({ requests: quantities, limits: quantities });

/** CPU that is requested, and memory that is requested and allowed. */
export interface Allotment {
  readonly cpu: string;
  readonly memory: string;
}

/** The resources of the application's container. */
export interface Allotted {
  readonly resources: Resources;
}

export const resources = feature<WithResourcesProps>()({
  name: 'resources',
  appliesTo: ['cluster'],
  schema: { resources: containerResources },
  decide: ({ resources: given = {} }, _: Base, report) => {
    const settled: Allotted = { resources: decideResources(given, ofApplication, 'resources', report) };
    return { settled, container: settled };
  },
});

/** The resources of one container, in the form of the API. A memory request without a limit is the limit too, and the reverse. */
export function decideResources(given: ResourcesProps, usual: Allotment, property: string, report: Report): Resources {
  const { requests: asked = {}, limits: most = {} } = given;
  const memory = most.memory ?? asked.memory ?? usual.memory;
  const cpu = asked.cpu ?? most.cpu ?? usual.cpu;
  const requests: Quantities = { ...asked, cpu, memory: asked.memory ?? memory };
  const limits: Quantities = { ...most, memory };
  for (const [name, limit] of Object.entries(limits)) {
    const request = requests[name];
    if (request === undefined || amountOf(request) <= amountOf(limit)) continue;
    const rule = `must be at most the limit ${showQuantity(limit)}`;
    const path = `${property}.requests.${name}`;
    report({ property: path, rule, got: showQuantity(request), remedy: 'Raise the limit.' });
  }
  return { requests: canonical(requests), limits: canonical(limits) };
}

function canonical(quantities: Quantities): Quantities {
  return Object.fromEntries(Object.entries(quantities).map(([name, value]) => [name, canonicalQuantity(value)]));
}
