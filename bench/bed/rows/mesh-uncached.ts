import { meshRow } from './mesh';

/** Nobody caches; all pods get ready at the same moment, so that the first publication is the last one as well. */
export const meshUncached = (pods: number) =>
  meshRow({
    name: `mesh-uncached-${pods}`,
    about: 'readiness to full mesh, TTL 30, no server cache, published at once',
    rollout: { pods, ttl: 30, cache: 'none', published: 'at once' },
    since: 'sinceLastPublication',
    atMost: 1 / 40,
  });
