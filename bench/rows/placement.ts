import { spreadOf } from '../measure/spread';
import type { Row } from '../row';
import { runScript } from '../state/runtime';

function placement(nodes: number, atMost: number): Row {
  return {
    name: `placement-${nodes}`,
    about: `node_for of a key among ${nodes} nodes`,
    unit: 'CPU ns',
    goal: { of: 'ours', atMost },
    run: () => ({ ours: spreadOf(Array.from({ length: 5 }, () => runScript('placement.exs', String(nodes)))) }),
  };
}

export const placements: readonly Row[] = [placement(3, 1000), placement(50, 10_000)];
