import type { NodeChange, NodeView } from './cluster-status';

/** More than the nodes of any cluster, and more lines than anybody reads: what is beyond only costs time. */
const mostNodes = 1000;
const mostLines = 20;

/**
 * What `/health` and `/metrics` say, as far as they can be understood: an application may have its own `/health` with the
 * founding example's four fields, an older runtime has fewer. Undefined where it says nothing of a node.
 */
export function readHealth(body: unknown, metrics: string): NodeView | undefined {
  const health = asRecord(body);
  const clustering = asRecord(health['clustering'] ?? body);
  const node = clustering['current_node'];
  if (typeof node !== 'string') return undefined;
  const versions = asRecord(clustering['versions']);
  const { error } = asRecord(clustering['dns']);
  return {
    node,
    connected: texts(clustering['connected_nodes']),
    ...(Array.isArray(clustering['discovered']) ? { discovered: texts(clustering['discovered']) } : {}),
    missing: records(clustering['missing']).map(({ node, cause, seconds }) => ({
      node: text(node) ?? '',
      cause: text(cause) ?? 'unknown',
      seconds: number(seconds) ?? 0,
    })),
    ...given('dnsError', text(error)),
    ...given('ready', flag(clustering['ready'])),
    draining: clustering['draining'] === true,
    ...given('uptimeSeconds', number(clustering['uptime_seconds'])),
    versions: {
      ...given('otp', text(versions['otp'])),
      ...given('elixir', text(versions['elixir'])),
      ...given('runtime', text(versions['beam_cluster'])),
    },
    changes: records(clustering['changes']).slice(0, mostLines).flatMap(readChange),
    roundTrips: readRoundTrips(metrics),
    problems: texts(clustering['problems']).slice(0, mostLines),
  };
}

function readChange({ node, change, seconds }: Record<string, unknown>): NodeChange[] {
  if (typeof node !== 'string' || (change !== 'joined' && change !== 'left' && change !== 'lost')) return [];
  return [{ node, change, secondsAgo: number(seconds) ?? 0 }];
}

/** Milliseconds, from the lines `beam_cluster_round_trip_seconds{node="a@10.0.1.6"} 4.1e-4`. */
function readRoundTrips(metrics: string): Record<string, number> {
  const lines = [...metrics.matchAll(/^beam_cluster_round_trip_seconds\{node="([^"\n]+)"\} (\S+)$/gm)];
  return Object.fromEntries(
    lines.slice(0, mostNodes).flatMap(([, node = '', text]) => {
      const seconds = number(Number(text));
      return seconds === undefined ? [] : [[node, seconds * 1000]];
    }),
  );
}

type Unknowns = Record<string, unknown>;

function asRecord(value: unknown): Unknowns {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Unknowns) : {};
}

function records(value: unknown): Unknowns[] {
  return Array.isArray(value) ? value.slice(0, mostNodes).map(asRecord) : [];
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.slice(0, mostNodes).filter((item) => typeof item === 'string') : [];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function given<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}
