import { headlessSuffix } from '../../../model/features/identity';
import { defaultDistributionPort, fixedPortParameter } from '../../../model/features/ports';
import type { Container, Variable } from '../../cluster/api/workload-objects';
import { fixedPort, valueOf } from '../../cluster/workload';
import type { Facts } from '../facts/facts';
import { settledPods } from '../facts/pods';
import { beamContainer, workloadTitle } from '../facts/workload';
import { finding, type Finding, type Subject } from '../finding';

/** What the manifest gives the node to start with. */
export const environment: Subject = {
  name: 'environment',
  looksAt: 'long node names with the address of the pod, a Service name, a fixed port',
  find: (facts) => {
    const container = beamContainer(facts);
    if (container === undefined) return [];
    return [
      ...nodeName(facts, container),
      ...distribution(facts, container),
      ...serviceName(facts, container),
      ...portIsFixed(facts, container),
    ];
  },
};

const example = 'RELEASE_NODE=<release>@$(POD_IP), after POD_IP from status.podIP';

function nodeName(facts: Facts, container: Container): readonly Finding[] {
  const where = workloadTitle(facts);
  const env = container.env ?? [];
  const index = env.findIndex(({ name }) => name === 'RELEASE_NODE');
  const given = env[index]?.value;
  const fix = { property: 'release', advice: `Set ${example}.` };
  if (given === undefined) {
    if (!facts.workload.isOurs || env[index]?.valueFrom !== undefined) return [];
    const details = { what: 'The node has no name.', where, evidence: ['RELEASE_NODE is not set'], fix };
    return [finding('node-name-without-address', details)];
  }
  const used = [...given.matchAll(/\$\(([^)]+)\)/g)].map(([, name = '']) => name);
  const before = env.slice(0, index).map(({ name }) => name);
  const isUnknown = (name: string) => !before.includes(name) && (container.envFrom ?? []).length === 0;
  const [unknown] = used.filter(isUnknown);
  const evidence = [`RELEASE_NODE is ${given}`];
  if (unknown !== undefined) {
    const isLater = env.some(({ name }) => name === unknown);
    return isLater
      ? [
          finding('pod-ip-too-late', {
            what: `RELEASE_NODE is before ${unknown}, so Kubernetes leaves $(${unknown}) as it is.`,
            where,
            evidence: [...evidence, `the order is ${env.map(({ name }) => name).join(', ')}`],
            fix: { advice: `Move ${unknown} before RELEASE_NODE in env.` },
          }),
        ]
      : [
          finding('node-name-unknown', {
            what: `RELEASE_NODE uses ${unknown}, which is not set.`,
            where,
            evidence,
            fix,
          }),
        ];
  }
  if (hasAddress(given, env)) return [];
  const what = 'The node name contains no address that other nodes can reach.';
  return [finding('node-name-without-address', { what, where, evidence, fix })];
}

/** Whether the host of a node name is the address of the pod, or a full domain name. */
function hasAddress(name: string, env: readonly Variable[]): boolean {
  const [, host = ''] = name.split('@');
  if (/^(127\.|localhost)/.test(host)) return false;
  const isAddress = [...host.matchAll(/\$\(([^)]+)\)/g)].some(([, used]) => {
    const source = env.find((candidate) => candidate.name === used);
    return source?.valueFrom?.fieldRef?.fieldPath === 'status.podIP';
  });
  return isAddress || host.includes('.') || host.includes(':');
}

function distribution(facts: Facts, container: Container): readonly Finding[] {
  const given = valueOf(container, 'RELEASE_DISTRIBUTION');
  if (given === 'name' || (given === undefined && !facts.workload.isOurs)) return [];
  const details = {
    what: 'Nodes need long names to reach each other by address.',
    where: workloadTitle(facts),
    evidence: [given === undefined ? 'RELEASE_DISTRIBUTION is not set' : `RELEASE_DISTRIBUTION is ${given}`],
    fix: { advice: 'Set RELEASE_DISTRIBUTION=name.' },
  };
  return [finding('short-names', details)];
}

function serviceName(facts: Facts, container: Container): readonly Finding[] {
  if (!facts.workload.isOurs || (valueOf(container, 'CLUSTER_SERVICE_NAME') ?? '') !== '') return [];
  const details = {
    what: 'The manifest does not say which Service the nodes use to find each other.',
    where: workloadTitle(facts),
    evidence: ['CLUSTER_SERVICE_NAME is not set'],
    fix: { advice: `Set CLUSTER_SERVICE_NAME=${facts.workload.name}${headlessSuffix}.` },
  };
  return [finding('service-not-named', details)];
}

function portIsFixed(facts: Facts, container: Container): readonly Finding[] {
  if (fixedPort(container) !== undefined) return [];
  // The image may fix it in a vm.args of its own, and then every node is at the same one.
  const seen = settledPods(facts).flatMap(({ ip, view }) => {
    const own = view.peers.find(({ address }) => address === ip);
    return own?.names?.map(({ port }) => port) ?? [];
  });
  const isSame = seen.length > 1 && new Set(seen).size === 1;
  if (isSame || (seen.length === 0 && !facts.workload.isOurs)) return [];
  const details = {
    what: 'The distribution port changes at each start, so no policy can name it.',
    where: workloadTitle(facts),
    evidence: seen.length === 0 ? [`ERL_AFLAGS sets no ${fixedPortParameter}`] : [`seen: ${seen.join(', ')}`],
    fix: {
      property: 'ports.distribution',
      advice: `Set ERL_AFLAGS="-kernel inet_dist_listen_min ${defaultDistributionPort} inet_dist_listen_max ${defaultDistributionPort}".`,
    },
  };
  return [finding('port-not-fixed', details)];
}
