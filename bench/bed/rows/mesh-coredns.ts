import { meshRow } from './mesh';

// Unpublished pods join through published ones, so that the mesh is often full before the last publication: what counts is
// the time from the first one.

/** CoreDNS as Kubernetes sets it up where it caches, or as `ttl 30` and `cache 30` make it. */
export const meshCoreDns = (ttl: 5 | 30, pods: number) =>
  meshRow({
    name: `mesh-coredns${ttl}-${pods}`,
    about: `first publication to full mesh behind CoreDNS's cache of ${ttl} s, published one by one`,
    rollout: { pods, ttl, cache: 'coredns', published: 'when ready' },
    since: 'sinceFirstPublication',
    atMost: ttl === 5 ? 1 / 4 : 1 / 20,
  });
