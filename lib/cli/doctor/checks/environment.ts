import type { Container, Variable } from '../../cluster/api/workload-objects';
import { valueOf } from '../../cluster/workload';
import type { Facts } from '../facts/facts';
import { settledPods } from '../facts/pods';
import { beamContainer, workloadTitle } from '../facts/workload';
import { finding, type Finding, type Subject } from '../finding';

/** What the manifest gives the node to start with. */
export const environment: Subject = {
  name: 'environment',
  looksAt: 'long node names at the address of the pod, the Service named, the port fixed',
  find: (facts) => {
    const container = beamContainer(facts);
    if (container === undefined) return [];
    return [
      ...nodeName(facts, container),
      ...distribution(facts, container),
      ...serviceName(facts, container),
      ...fixedPort(facts, container),
    ];
  },
};

const example = 'RELEASE_NODE=<release>@$(POD_IP), after POD_IP from status.podIP';

function nodeName(facts: Facts, container: Container): readonly Finding[] {
  const where = workloadTitle(facts);
  const env = container.env ?? [];
  const index = env.findIndex(({ name }) => name === 'RELEASE_NODE');
  const given = env[index]?.value;
  const fix = { property: 'release', advice: `Give ${example}.` };
  if (given === undefined) {
    if (!facts.workload.isOurs || env[index]?.valueFrom !== undefined) return [];
    const told = { what: 'The node gets no name.', where, evidence: ['RELEASE_NODE is not set'], fix };
    return [finding('node-name-without-address', told)];
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
  const what = 'The name of the node is not at an address that the others can reach.';
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
  const told = {
    what: 'Nodes need long names to reach each other by address.',
    where: workloadTitle(facts),
    evidence: [given === undefined ? 'RELEASE_DISTRIBUTION is not set' : `RELEASE_DISTRIBUTION is ${given}`],
    fix: { advice: 'Give RELEASE_DISTRIBUTION=name.' },
  };
  return [finding('short-names', told)];
}

function serviceName(facts: Facts, container: Container): readonly Finding[] {
  if (!facts.workload.isOurs || (valueOf(container, 'CLUSTER_SERVICE_NAME') ?? '') !== '') return [];
  const told = {
    what: 'The nodes are not told by which Service they find each other.',
    where: workloadTitle(facts),
    evidence: ['CLUSTER_SERVICE_NAME is not set'],
    fix: { advice: `Give CLUSTER_SERVICE_NAME=${facts.workload.name}-headless.` },
  };
  return [finding('service-not-named', told)];
}

/** Whether the manifest says on which port the distribution listens. */
export function fixesPort(container: Container): boolean {
  const flags = ['ERL_AFLAGS', 'ERL_FLAGS', 'ERL_ZFLAGS'].map((name) => valueOf(container, name) ?? '');
  return flags.join(' ').includes('inet_dist_listen_min');
}

function fixedPort(facts: Facts, container: Container): readonly Finding[] {
  if (fixesPort(container)) return [];
  // The image may fix it in a vm.args of its own, and then every node is at the same one.
  const seen = settledPods(facts).flatMap(({ ip, view }) => {
    const own = view.peers.find(({ address }) => address === ip);
    return own?.names?.map(({ port }) => port) ?? [];
  });
  const isSame = seen.length > 1 && new Set(seen).size === 1;
  if (isSame || (seen.length === 0 && !facts.workload.isOurs)) return [];
  const told = {
    what: 'The port of the distribution is another one at each start, so no policy can name it.',
    where: workloadTitle(facts),
    evidence: seen.length === 0 ? ['ERL_AFLAGS sets no inet_dist_listen_min'] : [`seen: ${seen.join(', ')}`],
    fix: {
      property: 'ports.distribution',
      advice: 'Give ERL_AFLAGS="-kernel inet_dist_listen_min 9100 inet_dist_listen_max 9100".',
    },
  };
  return [finding('port-not-fixed', told)];
}
