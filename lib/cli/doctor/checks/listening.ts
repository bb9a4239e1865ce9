import type { Facts } from '../facts/facts';
import type { ServerView } from '../facts/inside';
import { podTitles, type SeenPod } from '../facts/pods';
import { finding, type Finding, type Fix } from '../finding';
import { answeringPods } from './nodes';

/** Ports of the manifest on which a node that runs does not listen, or listens for its own pod only. */
export function notListening(facts: Facts): readonly Finding[] {
  const refused = answeringPods(facts)
    // A node that drains closes its port before it ends.
    .filter(({ view }) => view.runtime?.isDraining !== true)
    .flatMap((pod) => (pod.view.servers ?? []).filter(isRefused).map((server) => ({ pod, server })));
  const [first] = refused;
  if (first === undefined) return [];
  const details = {
    what: 'The node runs, but does not accept connections on a port that its manifest names.',
    where: podTitles([...new Set(refused.map(({ pod }) => pod))]),
    evidence: refused.map(tell),
    fix: fixOf(facts, first.server),
  };
  return [finding('http-not-listening', details)];
}

function isRefused({ own }: ServerView): boolean {
  return own === 'econnrefused';
}

function tell({ pod: { name, ip }, server }: { readonly pod: SeenPod; readonly server: ServerView }): string {
  const { port, loopback } = server;
  return loopback === 'ok'
    ? `${name}: port ${port} is open at the loopback address only, and not at ${ip}`
    : `${name}: nothing listens on port ${port}`;
}

function fixOf({ workload }: Facts, { port, loopback }: ServerView): Fix {
  if (port === workload.ports.probes) {
    return { advice: 'Add the application beam_cluster to the release. It serves CLUSTER_HTTP_PORT.' };
  }
  if (loopback === 'ok') {
    return {
      property: 'http.port',
      advice: 'Listen on all addresses: ip: {0, 0, 0, 0, 0, 0, 0, 0} under http: in config/runtime.exs.',
    };
  }
  return {
    property: "env: { PHX_SERVER: 'true' }",
    advice: 'A Phoenix release serves HTTP only with PHX_SERVER, or when it is started by bin/server.',
  };
}
