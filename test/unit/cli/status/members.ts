import type { Member, NodeView } from '../../../../lib/cli/status/cluster-status';

/** A member at `10.0.1.<number>` that is ready and sees no other node. */
export function member(number: number, more: Partial<Member> = {}): Member {
  return {
    pod: `api-${number}`,
    address: `10.0.1.${number}`,
    ageSeconds: 600,
    restarts: 0,
    state: 'ready',
    version: '1.4.0',
    view: view(number, []),
    ...more,
  };
}

/** A member without its node's word. */
export function silent(number: number, more: Partial<Member> = {}): Member {
  const { view: _, ...rest } = member(number, more);
  return { ...rest, notReached: 'no answer in time' };
}

/** The word of the node at `10.0.1.<number>`, connected with the nodes of those numbers. */
export function view(number: number, peers: readonly number[], more: Partial<NodeView> = {}): NodeView {
  return {
    node: nodeName(number),
    connected: peers.map(nodeName),
    missing: [],
    draining: false,
    versions: {},
    changes: [],
    roundTrips: {},
    problems: [],
    ...more,
  };
}

export function nodeName(number: number): string {
  return `api@10.0.1.${number}`;
}
