import { feature, type Base } from '../feature';
import type { Quantities } from '../kubernetes';
import { amountOf, byteQuantity, cpuQuantity, fields, showQuantity, type Fields } from '../schema';

/** Quantities by the names `cpu`, `memory` and `ephemeral-storage`. */
export interface ResourcesProps {
  /**
   * What the scheduler sets aside.
   *
   * @default { cpu: '250m', memory: '512Mi' }, or the limit where one is given
   * @since 0.1.0
   * @example { cpu: '500m', memory: '1Gi' }
   */
  readonly requests?: Readonly<Record<string, string>>;
  /**
   * What a container may use at most.
   *
   * @default - the memory request, and no other
   * @since 0.1.0
   * @example { memory: '1Gi' }
   */
  readonly limits?: Readonly<Record<string, string>>;
}

export interface WithResourcesProps {
  /**
   * Compute resources, in the form of Kubernetes. A memory request without a limit becomes the limit too, and the
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

const defaultCpuRequest = '250m';
const defaultMemory = '512Mi';

interface Known {
  readonly cpu?: string;
  readonly memory?: string;
  readonly 'ephemeral-storage'?: string;
}

const quantities = fields<Fields<Known>>({
  cpu: cpuQuantity,
  memory: byteQuantity,
  'ephemeral-storage': byteQuantity,
});

export const resources = feature<WithResourcesProps>()({
  name: 'resources',
  appliesTo: ['cluster'],
  schema: { resources: fields<ResourcesProps>({ requests: quantities, limits: quantities }) },
  decide: ({ resources: given = {} }, _: Base, report) => {
    const asked: Known = given.requests ?? {};
    const most: Known = given.limits ?? {};
    const memory = most.memory ?? asked.memory ?? defaultMemory;
    const cpu = asked.cpu ?? most.cpu ?? defaultCpuRequest;
    const requests: Quantities = { ...given.requests, cpu, memory: asked.memory ?? memory };
    const limits: Quantities = { ...given.limits, memory };
    for (const [name, limit] of Object.entries(limits)) {
      const request = requests[name];
      if (request === undefined || amountOf(request) <= amountOf(limit)) continue;
      const rule = `must be at most the limit ${showQuantity(limit)}`;
      const property = `resources.requests.${name}`;
      report({ property, rule, got: showQuantity(request), remedy: 'Raise the limit.' });
    }
    return { container: { resources: { requests, limits } } };
  },
});
