import { meshRow } from './mesh';

/** A cache that keeps no additional section, where SRV records are of no use. */
export const meshDnsmasq = meshRow({
  name: 'mesh-dnsmasq-10',
  about:
    'first publication to full mesh behind a cache of 5 s by name and type, as dnsmasq has it, published one by one',
  rollout: { pods: 10, ttl: 5, cache: 'dnsmasq', published: 'when ready' },
  since: 'sinceFirstPublication',
  atMost: 1 / 2,
});

/** A server where no other name helps. */
export const meshServiceOnly = meshRow({
  name: 'mesh-service-only-10',
  about: 'first publication to full mesh behind a cache of 5 s that knows only A of the service, published one by one',
  rollout: { pods: 10, ttl: 5, cache: 'coredns', serviceOnly: true, published: 'when ready' },
  since: 'sinceFirstPublication',
  atMost: 1,
});
