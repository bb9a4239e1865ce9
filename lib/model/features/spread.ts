import { feature } from '../feature';
import type { TopologySpreadConstraint } from '../kubernetes';
import { fields, oneOf, orFalse } from '../schema';
import type { Selected } from './selector';
import type { WorkloadKind } from './workload';

/** `prefer` never blocks scheduling; `require` leaves a pod pending rather than uneven. */
export type Spread = 'prefer' | 'require' | 'ignore';

/** How pods spread. */
export interface SpreadProps {
  /**
   * How pods spread over zones, so that a lost zone takes few nodes.
   *
   * @default 'prefer' - a pod never stays pending for it
   * @since 0.1.0
   * @example 'require'
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#spread-constraint-definition
   */
  readonly zones?: Spread;
  /**
   * How pods spread over machines, so that a lost machine takes few nodes.
   *
   * @default 'prefer' - a pod never stays pending for it
   * @since 0.1.0
   * @example 'ignore'
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#spread-constraint-definition
   */
  readonly hosts?: Spread;
}

export interface WithSpreadProps {
  /**
   * How pods spread over zones and machines; `false` leaves it to the scheduler. Each version of the pods is counted for
   * itself, so that they are even after a rollout.
   *
   * @default { zones: 'prefer', hosts: 'prefer' }
   * @since 0.1.0
   * @example { zones: 'require' }
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
   */
  readonly spread?: SpreadProps | false;
}

// The label by which the controller tells versions of the pods apart. Otherwise pods that are about to leave count, and the
// others are uneven afterwards (kubernetes#98215). An API server without `matchLabelKeys` enabled, which is one before 1.27, drops it.
const versionLabels: Readonly<Record<WorkloadKind, string>> = {
  Deployment: 'pod-template-hash',
  StatefulSet: 'controller-revision-hash',
};

const choice = oneOf('prefer', 'require', 'ignore');

export const spread = feature<WithSpreadProps>()({
  name: 'spread',
  appliesTo: ['cluster'],
  schema: { spread: orFalse(fields<SpreadProps>({ zones: choice, hosts: choice })) },
  decide: ({ spread: given = {} }, { selector, kind }: Selected & { readonly kind: WorkloadKind }) => {
    if (given === false) return {};
    const matchLabelKeys = [versionLabels[kind]];
    const over = (topologyKey: string, how: Spread = 'prefer'): TopologySpreadConstraint[] => {
      if (how === 'ignore') return [];
      const whenUnsatisfiable = how === 'require' ? 'DoNotSchedule' : 'ScheduleAnyway';
      const labelSelector = { matchLabels: selector };
      return [{ maxSkew: 1, topologyKey, whenUnsatisfiable, labelSelector, matchLabelKeys }];
    };
    // Zones first, so that a lost zone takes as few nodes as possible.
    const constraints = [
      ...over('topology.kubernetes.io/zone', given.zones),
      ...over('kubernetes.io/hostname', given.hosts),
    ];
    return constraints.length === 0 ? {} : { pod: { topologySpreadConstraints: constraints } };
  },
});
