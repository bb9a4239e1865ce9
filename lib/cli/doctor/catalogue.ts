export type Severity = 'error' | 'warning';

/**
 * Every finding. Errors are ordered from cause to effect: an earlier one explains a later one, so that the first finding is
 * the one to fix first. Warnings follow: what works now and will cause trouble later.
 */
export const catalogue = {
  // The pods that should be there.
  'no-replicas': 'error',
  'pods-not-created': 'error',
  // What their manifest says.
  'cookie-secret-missing': 'error',
  'cookie-key-missing': 'error',
  'cookie-not-given': 'error',
  'pod-ip-too-late': 'error',
  'node-name-unknown': 'error',
  'node-name-without-address': 'error',
  'short-names': 'error',
  'service-not-named': 'error',
  'dns-policy': 'error',
  'flag-given-twice': 'error',
  'epmd-on-loopback': 'error',
  'epmd-not-used': 'error',
  'node-not-listening': 'error',
  'node-hidden': 'error',
  // Whether they run.
  unschedulable: 'error',
  'image-not-pulled': 'error',
  'container-not-created': 'error',
  'out-of-memory': 'error',
  'http-not-listening': 'error',
  'killed-by-liveness': 'error',
  'crash-loop': 'error',
  // Whether Kubernetes lists them.
  'headless-missing': 'error',
  'headless-has-address': 'error',
  'headless-selects-nothing': 'error',
  'headless-selects-other-pods': 'error',
  'service-selects-nothing': 'error',
  'service-wrong-port': 'error',
  'distribution-exposed': 'error',
  'endpoints-missing': 'error',
  // What stands between them.
  'policy-blocks-peers': 'error',
  'policy-blocks-dns': 'error',
  'mesh-captures-ports': 'error',
  // What they see from inside.
  'node-silent': 'error',
  'variable-overridden': 'error',
  'node-not-distributed': 'error',
  'node-name-wrong': 'error',
  'node-names-equal': 'error',
  'release-names-differ': 'error',
  'runtime-problem': 'error',
  'dns-fails': 'error',
  'dns-lacks-pods': 'error',
  'cookies-differ': 'error',
  'epmd-lacks-node': 'error',
  'distribution-port-differs': 'error',
  'port-unreachable': 'error',
  'not-connected': 'error',
  'not-ready': 'error',

  'cookie-stale': 'warning',
  'cookie-weak': 'warning',
  'cookie-in-manifest': 'warning',
  'one-replica': 'warning',
  'rollout-paused': 'warning',
  'rollout-recreates': 'warning',
  'headless-hides-unready': 'warning',
  'headless-without-ports': 'warning',
  'port-not-fixed': 'warning',
  'remote-shell-broken': 'warning',
  'port-table-huge': 'warning',
  restarted: 'warning',
  'crash-dump': 'warning',
  'versions-mixed': 'warning',
  'runtime-differs': 'warning',
  'clock-skew': 'warning',
  'liveness-before-boot': 'warning',
  'liveness-asks-peers': 'warning',
  'no-readiness-probe': 'warning',
  'probe-redirected': 'warning',
  'probe-answered-by-page': 'warning',
  'grace-too-short': 'warning',
  'memory-above-request': 'warning',
  'cpu-limit': 'warning',
  'nowhere-to-write': 'warning',
  'policy-blocks-dns-tcp': 'warning',
  'no-budget': 'warning',
  'budget-blocks': 'warning',
  'budgets-overlap': 'warning',
} as const satisfies Readonly<Record<string, Severity>>;

export type Code = keyof typeof catalogue;

export const codes = Object.keys(catalogue) as readonly Code[];
