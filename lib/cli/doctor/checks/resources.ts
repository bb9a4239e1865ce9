import type { Container } from '../../cluster/api/workload-objects';
import type { Facts } from '../facts/facts';
import { beamContainer, workloadTitle } from '../facts/workload';
import { finding, type Finding, type Subject } from '../finding';

/** Whether the container gets what a VM needs. */
export const resources: Subject = {
  name: 'resources',
  looksAt: 'memory that is requested, a CPU that is not throttled, a folder to write to',
  find: (facts) => {
    const container = beamContainer(facts);
    if (container === undefined) return [];
    return [...memory(facts, container), ...cpu(facts, container), ...folder(facts, container)];
  },
};

function memory(facts: Facts, container: Container): readonly Finding[] {
  const limit = container.resources?.limits?.['memory'];
  if (limit === undefined) return [];
  // Where only the limit is given, Kubernetes makes it the request as well.
  const request = container.resources?.requests?.['memory'] ?? limit;
  const told = {
    what: 'The memory limit is not what is requested, so the kernel may kill the node before it reaches the limit.',
    where: workloadTitle(facts),
    evidence: [`requested ${request}, limit ${limit}`],
    fix: { property: 'resources.requests.memory', advice: `Request ${limit}.` },
  };
  return bytesOf(request) === bytesOf(limit) ? [] : [finding('memory-above-request', told)];
}

const units: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

function bytesOf(quantity: string | number): number {
  const [, number = '', unit = ''] = /^([\d.]+)([kMGT]i?|Ki)?$/.exec(String(quantity)) ?? [];
  return Number(number) * (units[unit] ?? Number.NaN);
}

function cpu(facts: Facts, container: Container): readonly Finding[] {
  const limit = container.resources?.limits?.['cpu'];
  if (limit === undefined) return [];
  const told = {
    what: 'A CPU limit throttles the schedulers, and a throttled node misses the ticks of its peers.',
    where: workloadTitle(facts),
    evidence: [`limits.cpu is ${limit}`],
    fix: { property: 'resources.limits (leave cpu out)', advice: 'Request CPU, and do not limit it.' },
  };
  return [finding('cpu-limit', told)];
}

function folder(facts: Facts, container: Container): readonly Finding[] {
  if (container.securityContext?.readOnlyRootFilesystem !== true) return [];
  const variable = container.env?.find(({ name }) => name === 'RELEASE_TMP');
  const path = variable?.value;
  const isMounted = (container.volumeMounts ?? []).some(({ mountPath, readOnly }) => {
    return readOnly !== true && path !== undefined && `${path}/`.startsWith(`${mountPath.replace(/\/$/, '')}/`);
  });
  if (isMounted || variable?.valueFrom !== undefined) return [];
  const told = {
    what: 'The root file system cannot be written, and the release has no other folder for its run-time configuration.',
    where: workloadTitle(facts),
    evidence: [path === undefined ? 'RELEASE_TMP is not set' : `RELEASE_TMP is ${path}, which is no volume`],
    fix: {
      advice: 'Mount an emptyDir and let RELEASE_TMP be its path.',
      property: 'podSecurity.readOnlyRootFilesystem',
    },
  };
  return [finding('nowhere-to-write', told)];
}
