import type { Rollout } from '../rollout';
import { meshRow } from './mesh';

const rollout = (pods: number) => ({ pods, ttl: 30, cache: 'none', published: 'when ready' }) satisfies Rollout;

/** Below zero where the mesh was full before the last publication, because pods join through those that are out. */
export const meshUncached = (pods: number) =>
  meshRow({
    name: `mesh-uncached-${pods}`,
    about: 'last publication to full mesh, TTL 30, no server cache, published one by one',
    rollout: rollout(pods),
    since: 'sinceLastPublication',
    atMost: 1 / 40,
  });

/** The same meshes; what pods wait for here is mostly that somebody is ready. */
export const meshUncachedFirst = (pods: number) =>
  meshRow({
    name: `mesh-uncached-first-${pods}`,
    about: 'first publication to full mesh of the same pods, TTL 30, no server cache, published one by one',
    rollout: rollout(pods),
    since: 'sinceFirstPublication',
  });

/**
 * The hardest: nobody can join through anybody before. Of 25 pods, which make 300 handshakes in one moment, processors decide
 * how long that takes, so that has no goal.
 */
export const meshAtOnce = (pods: number) =>
  meshRow({
    name: `mesh-at-once-${pods}`,
    about: 'publication to full mesh, TTL 30, no server cache, published at once',
    rollout: { ...rollout(pods), published: 'at once' },
    since: 'sinceLastPublication',
    ...(pods <= 10 ? { atMost: 1 / 40 } : {}),
  });
