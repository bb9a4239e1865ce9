import { ownedVariable } from '../contract';
import { refuseInCommand, refuseVariable } from '../contract-conflicts';
import { refuseCookie } from '../features/cookie';
import { httpPort } from '../features/http';
import type { NodePieces } from '../model';
import { isRecord, pathTo, quote, show, type Report } from '../schema';
import type { GivenContainer, GivenWorkload } from './workload';

/** What a workload has that keeps its container from being a node, whatever the props say. */
export function checkWorkload({ container, others, dns }: GivenWorkload, report: Report): void {
  if (others.some(isNode)) {
    const rule = 'must not be a part of another cluster';
    report({ property: 'workload', rule, remedy: 'One workload is one cluster.' });
  }
  checkVariables(container, report);
  for (const name of ['command', 'args'] as const) {
    refuseCookie(`workload.${name}`, container[name], report);
    refuseInCommand(`workload.${name}`, container[name], report);
  }
  const { policy, isOnHost, isConfigured } = dns;
  const wanted = isOnHost ? 'ClusterFirstWithHostNet' : 'ClusterFirst';
  const isWrong = policy === 'Default' || (isOnHost && (policy ?? 'ClusterFirst') === 'ClusterFirst');
  if (isWrong && !isConfigured) {
    const rule = `must have the dnsPolicy ${quote(wanted)}, because nodes find each other by a name of the cluster`;
    report({ property: 'workload', rule, got: quote(String(policy ?? 'ClusterFirst')) });
  }
}

// Two nodes in one pod would use the same ports and the same name.
function isNode({ env }: GivenContainer): boolean {
  return env.some(({ name }) => name === 'CLUSTER_SERVICE_NAME');
}

function checkVariables({ name: container, env }: GivenContainer, report: Report): void {
  for (const { name, value } of env) {
    const property = pathTo('workload.env', name);
    if (ownedVariable(name) === undefined) {
      refuseCookie(property, [value], report, name);
      refuseVariable(property, name, value, report);
    } else {
      const rule = `must not set the variable ${name} of its container ${quote(container)}, which the cluster sets`;
      report({ property: 'workload', rule, remedy: 'Remove it from the container.' });
    }
  }
}

/** A `preStop` hook whose seconds are unknown, or more than what is given. */
export function checkHook({ container, hookSeconds }: GivenWorkload, given: unknown, report: Report): void {
  const hook = `the preStop hook of the container ${quote(container.name)}`;
  const property = 'preStopSeconds';
  if (hookSeconds === undefined) {
    const rule = `must be given, because ${hook} does more than to sleep`;
    if (given === undefined) report({ property, rule, remedy: 'Set it to the seconds that the hook takes at most.' });
  } else if (typeof given === 'number' && given < hookSeconds) {
    report({ property, rule: `must be at least ${show(hookSeconds)}, which ${hook} sleeps`, got: show(given) });
  }
}

/** Its pods and the Services have to be in one namespace. */
export function checkNamespace(given: unknown, { namespace }: GivenWorkload, report: Report): void {
  if (typeof given !== 'string' || typeof namespace !== 'string' || given === namespace) return;
  const rule = 'must be left out, because workload.metadata.namespace is another one';
  report({ property: 'namespace', rule, remedy: 'A Service selects pods of its own namespace only.' });
}

/** What the workload has in a place that the node needs. */
export function checkPlaces({ container, others }: GivenWorkload, node: NodePieces<unknown>, report: Report): void {
  const named = `its container ${quote(container.name)}`;
  for (const { name, containerPort, protocol } of node.ports) {
    const other = container.ports.find((port) => port.name === name && port.number !== containerPort);
    if (other !== undefined) {
      const rule = `must have ${containerPort} as the port ${quote(name)} of ${named}`;
      const remedy = 'Rename that port, or move one of the two.';
      report({ property: 'workload', rule, got: show(other.number), remedy });
    }
    const taken = others.find(({ ports }) => {
      return ports.some((port) => port.number === containerPort && port.protocol === protocol);
    });
    // A proxy in the same pod may serve HTTP.
    if (taken === undefined || name === httpPort) continue;
    const rule = `must leave the port ${containerPort} to ${named}`;
    const got = `the same port of the container ${quote(taken.name)}`;
    report({ property: 'workload', rule, got, remedy: `Move it, or use the property ports.${name}.` });
  }
  for (const { mountPath, readOnly = false } of node.volumeMounts) {
    const mount = container.mounts.find(({ path }) => path?.replace(/\/+$/, '') === mountPath);
    if (mount === undefined) continue;
    if (readOnly) {
      const rule = `must not mount a volume at ${mountPath} of ${named}, where the cluster puts its files`;
      report({ property: 'workload', rule, remedy: 'Mount it elsewhere.' });
    } else if (mount.isReadOnly) {
      const rule = `must mount the volume at ${mountPath} of ${named} for writing`;
      report({ property: 'workload', rule, remedy: 'Remove readOnly, or the mount.' });
    }
  }
}

/** Properties that have no effect, because the workload has its own. */
export function checkEffect(props: Readonly<Record<string, unknown>>, given: GivenWorkload, report: Report): void {
  const { container } = given;
  const own = (property: string, what: string) => {
    const rule = `must be left out, because the container ${quote(container.name)} has ${what} of its own`;
    report({ property, rule, remedy: 'Remove one of the two.' });
  };
  const probes = isRecord(props['probes']) ? props['probes'] : {};
  for (const name of ['startup', 'readiness', 'liveness']) {
    if (probes[name] !== undefined && container.probes.includes(`${name}Probe`))
      own(`probes.${name}`, `a ${name} probe`);
  }
  if (props['tmpSize'] !== undefined && container.mounts.some(({ path }) => path === '/tmp')) own('tmpSize', 'a /tmp');
}
