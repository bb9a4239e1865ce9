import { meshRow } from './mesh';

/** What `publishNotReadyAddresses`, which the manifest prints, gives everybody. */
export const meshPublished = meshRow({
  name: 'mesh-published-25',
  about: 'last start to full mesh, all addresses published before',
  rollout: { pods: 25, ttl: 5, cache: 'coredns', published: 'before the start' },
  since: 'sinceLastStart',
  atMost: 1,
});
