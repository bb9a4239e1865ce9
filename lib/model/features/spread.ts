import { feature } from '../feature';
import type { TopologySpreadConstraint } from '../kubernetes';
import { fields, oneOf, orFalse } from '../schema';
import type { Selected } from './selector';

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
   * How pods spread over zones and machines; `false` leaves it to the scheduler.
   *
   * @default { zones: 'prefer', hosts: 'prefer' }
   * @since 0.1.0
   * @example { zones: 'require' }
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
   */
  readonly spread?: SpreadProps | false;
}

const choice = oneOf('prefer', 'require', 'ignore');

export const spread = feature<WithSpreadProps>()({
  name: 'spread',
  appliesTo: ['cluster'],
  schema: { spread: orFalse(fields<SpreadProps>({ zones: choice, hosts: choice })) },
  decide: ({ spread: given = {} }, { selector }: Selected) => {
    if (given === false) return {};
    const over = (topologyKey: string, how: Spread = 'prefer'): TopologySpreadConstraint[] => {
      if (how === 'ignore') return [];
      const whenUnsatisfiable = how === 'require' ? 'DoNotSchedule' : 'ScheduleAnyway';
      return [{ maxSkew: 1, topologyKey, whenUnsatisfiable, labelSelector: { matchLabels: selector } }];
    };
    // Zones first, so that a lost zone takes as few nodes as possible.
    const constraints = [
      ...over('topology.kubernetes.io/zone', given.zones),
      ...over('kubernetes.io/hostname', given.hosts),
    ];
    return constraints.length === 0 ? {} : { pod: { topologySpreadConstraints: constraints } };
  },
});
