import type { Labels, TopologySpreadConstraint } from './kubernetes';
import type { Spread, SpreadProps } from './props';

/** Zones first, so that a lost zone takes as few nodes as possible, then hosts. */
export function spreadConstraints(
  selector: Labels,
  props: SpreadProps | false = {},
): readonly TopologySpreadConstraint[] {
  if (props === false) return [];
  return [
    ...constraint('topology.kubernetes.io/zone', selector, props.zones),
    ...constraint('kubernetes.io/hostname', selector, props.hosts),
  ];
}

function constraint(topologyKey: string, selector: Labels, spread: Spread = 'prefer'): TopologySpreadConstraint[] {
  if (spread === 'ignore') return [];
  const whenUnsatisfiable = spread === 'require' ? 'DoNotSchedule' : 'ScheduleAnyway';
  return [{ maxSkew: 1, topologyKey, whenUnsatisfiable, labelSelector: { matchLabels: selector } }];
}
