import type { Container, Probe } from '../../cluster/api/workload-objects';
import type { Code } from '../catalogue';
import type { Facts } from '../facts/facts';
import type { ProbeView } from '../facts/inside';
import { podTitles, type SeenPod } from '../facts/pods';
import { beamContainer, workloadTitle } from '../facts/workload';
import { finding, type Finding, type Subject } from '../finding';
import { notListening } from './listening';
import { answeringPods } from './nodes';

/** Whether the probes let a node boot, and never end it because of its peers. */
export const probes: Subject = {
  name: 'probes',
  looksAt: 'startup has time, liveness ignores peers, readiness precedes traffic, answers say how the node is',
  find: (facts) => {
    const container = beamContainer(facts);
    if (container === undefined) return [];
    return [
      ...patience(facts, container),
      ...peers(facts, container),
      ...readiness(facts, container),
      ...notListening(facts),
      ...answers(facts),
    ];
  },
};

/** A release with migrations and caches to warm boots within this on a throttled pod. */
const bootSeconds = 60;

function patience(facts: Facts, { livenessProbe, startupProbe }: Container): readonly Finding[] {
  if (livenessProbe === undefined) return [];
  const seconds = secondsUntilKilled(startupProbe ?? livenessProbe);
  if (seconds >= bootSeconds) return [];
  const details = {
    what: 'A node that boots slowly is killed before it has booted.',
    where: workloadTitle(facts),
    evidence: [
      `${startupProbe === undefined ? 'liveness without a startup probe' : 'the startup probe'} gives it ${seconds} s`,
    ],
    fix: { property: 'probes.startup', advice: 'Add a startupProbe that allows several minutes.' },
  };
  return [finding('liveness-before-boot', details)];
}

function secondsUntilKilled({ initialDelaySeconds = 0, periodSeconds = 10, failureThreshold = 3 }: Probe): number {
  return initialDelaySeconds + periodSeconds * failureThreshold;
}

function peers(facts: Facts, { livenessProbe }: Container): readonly Finding[] {
  const path = livenessProbe?.httpGet?.path ?? '';
  const command = livenessProbe?.exec?.command?.join(' ') ?? '';
  if (!/\/ready\b/.test(path) && !/Node\.list|node_count|nodes\(\)/.test(command)) return [];
  const details = {
    what: 'The liveness probe depends on other nodes, so a partition restarts all nodes.',
    where: workloadTitle(facts),
    evidence: [`the liveness probe asks ${path === '' ? command : path}`],
    fix: { property: 'probes.liveness.path', advice: 'Use /health for the liveness probe.' },
  };
  return [finding('liveness-asks-peers', details)];
}

function readiness(facts: Facts, { readinessProbe }: Container): readonly Finding[] {
  if (readinessProbe !== undefined) return [];
  const details = {
    what: 'Without a readiness probe, a pod gets traffic before it has booted.',
    where: workloadTitle(facts),
    evidence: ['the container has no readinessProbe'],
    fix: { property: 'http, probes.readiness', advice: 'Add a readinessProbe.' },
  };
  // A workload without an HTTP port has no traffic to lose.
  return facts.workload.ports.http === undefined ? [] : [finding('no-readiness-probe', details)];
}

/** Answers that the kubelet takes for success, although they say nothing about the node. */
function answers(facts: Facts): readonly Finding[] {
  const seen = answeringPods(facts).flatMap((pod) => (pod.view.probes ?? []).map((probe) => ({ pod, probe })));
  const redirected = seen.filter(({ probe: { status } }) => status >= 300 && status <= 399);
  const pages = seen.filter(
    ({ probe: { status, contentType } }) =>
      status >= 200 && status <= 299 && /^(text\/html|application\/xhtml)/.test(contentType),
  );
  return [
    ...answered(redirected, 'probe-redirected', {
      what: 'A probe is answered by a redirect, which the kubelet takes for success, whatever state the node is in.',
      fix: {
        property: 'probes.host',
        advice: 'Send a Host header that the redirect leaves out, such as localhost for force_ssl of Phoenix.',
      },
    }),
    ...answered(pages, 'probe-answered-by-page', {
      what: 'A probe is answered by a web page, which the application may also send while the node is not well.',
      fix: {
        property: 'http.healthPath, http.readyPath',
        advice: 'Ask for a path that answers for the node, such as /health and /ready of the runtime.',
      },
    }),
  ];
}

type Answered = readonly { readonly pod: SeenPod; readonly probe: ProbeView }[];

function answered(seen: Answered, code: Code, details: Pick<Finding, 'what' | 'fix'>): readonly Finding[] {
  if (seen.length === 0) return [];
  const lines = seen.map(({ probe: { name, path, status, contentType, location } }) => {
    const more = status >= 300 ? ` to ${location === '' ? 'nowhere' : location}` : ` with ${contentType}`;
    return `the ${name} probe asks for ${path} and gets HTTP ${status}${more}`;
  });
  const where = podTitles([...new Set(seen.map(({ pod }) => pod))]);
  return [finding(code, { ...details, where, evidence: [...new Set(lines)] })];
}
