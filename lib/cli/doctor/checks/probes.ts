import type { Container, Probe } from '../../cluster/api/workload-objects';
import type { Facts } from '../facts/facts';
import { beamContainer, workloadTitle } from '../facts/workload';
import { finding, type Finding, type Subject } from '../finding';

/** Whether the probes let a node boot, and never end it because of its peers. */
export const probes: Subject = {
  name: 'probes',
  looksAt: 'startup has time, liveness ignores peers, readiness precedes traffic',
  find: (facts) => {
    const container = beamContainer(facts);
    if (container === undefined) return [];
    return [...patience(facts, container), ...peers(facts, container), ...readiness(facts, container)];
  },
};

/** A release with migrations and caches to warm boots within this on a throttled pod. */
const bootSeconds = 60;

function patience(facts: Facts, { livenessProbe, startupProbe }: Container): readonly Finding[] {
  if (livenessProbe === undefined) return [];
  const seconds = secondsUntilKilled(startupProbe ?? livenessProbe);
  if (seconds >= bootSeconds) return [];
  const told = {
    what: 'A node that boots slowly is killed before it has booted.',
    where: workloadTitle(facts),
    evidence: [
      `${startupProbe === undefined ? 'liveness without a startup probe' : 'the startup probe'} gives it ${seconds} s`,
    ],
    fix: { property: 'probes.startup', advice: 'Add a startupProbe that allows several minutes.' },
  };
  return [finding('liveness-before-boot', told)];
}

function secondsUntilKilled({ initialDelaySeconds = 0, periodSeconds = 10, failureThreshold = 3 }: Probe): number {
  return initialDelaySeconds + periodSeconds * failureThreshold;
}

function peers(facts: Facts, { livenessProbe }: Container): readonly Finding[] {
  const path = livenessProbe?.httpGet?.path ?? '';
  const command = livenessProbe?.exec?.command?.join(' ') ?? '';
  if (!/\/ready\b/.test(path) && !/Node\.list|node_count|nodes\(\)/.test(command)) return [];
  const told = {
    what: 'The liveness probe depends on other nodes, so a partition restarts all nodes.',
    where: workloadTitle(facts),
    evidence: [`the liveness probe asks ${path === '' ? command : path}`],
    fix: { property: 'probes.liveness.path', advice: 'Use /health for the liveness probe.' },
  };
  return [finding('liveness-asks-peers', told)];
}

function readiness(facts: Facts, { readinessProbe }: Container): readonly Finding[] {
  if (readinessProbe !== undefined) return [];
  const told = {
    what: 'Without a readiness probe, a pod gets traffic before it has booted.',
    where: workloadTitle(facts),
    evidence: ['the container has no readinessProbe'],
    fix: { property: 'http, probes.readiness', advice: 'Add a readinessProbe.' },
  };
  // A workload without an HTTP port has no traffic to lose.
  return facts.workload.ports.http === undefined ? [] : [finding('no-readiness-probe', told)];
}
