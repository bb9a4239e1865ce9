import { amountOf } from '../../../model/schema/quantity';
import type { Container } from '../../cluster/api/workload-objects';
import { variable } from '../../cluster/workload';
import type { Facts } from '../facts/facts';
import { beamContainer, workloadTitle } from '../facts/workload';
import { finding, type Finding, type Subject } from '../finding';

/** Whether the container gets what a VM needs. */
export const resources: Subject = {
  name: 'resources',
  looksAt: 'memory is requested, CPU is not throttled, a folder is writable',
  find: (facts) => {
    const container = beamContainer(facts);
    if (container === undefined) return [];
    return [...memory(facts, container), ...cpu(facts, container), ...writableFolder(facts, container)];
  },
};

function memory(facts: Facts, container: Container): readonly Finding[] {
  const limit = container.resources?.limits?.['memory'];
  if (limit === undefined) return [];
  // Where only the limit is given, Kubernetes makes it the request as well.
  const request = container.resources?.requests?.['memory'] ?? limit;
  const details = {
    what: 'The memory request differs from the limit, so the kernel may kill the node before it reaches the limit.',
    where: workloadTitle(facts),
    evidence: [`requested ${request}, limit ${limit}`],
    fix: { property: 'resources.requests.memory', advice: `Request ${limit}.` },
  };
  return amountOf(String(request)) === amountOf(String(limit)) ? [] : [finding('memory-above-request', details)];
}

function cpu(facts: Facts, container: Container): readonly Finding[] {
  const limit = container.resources?.limits?.['cpu'];
  if (limit === undefined) return [];
  const details = {
    what: 'A CPU limit throttles the schedulers, and a throttled node misses the ticks of its peers.',
    where: workloadTitle(facts),
    evidence: [`limits.cpu is ${limit}`],
    fix: { property: 'resources.limits (leave cpu out)', advice: 'Request CPU, and do not limit it.' },
  };
  return [finding('cpu-limit', details)];
}

function writableFolder(facts: Facts, container: Container): readonly Finding[] {
  if (container.securityContext?.readOnlyRootFilesystem !== true) return [];
  const folder = variable(container, 'RELEASE_TMP');
  const path = folder?.value;
  const isMounted = (container.volumeMounts ?? []).some(({ mountPath, readOnly }) => {
    return readOnly !== true && path !== undefined && `${path}/`.startsWith(`${mountPath.replace(/\/$/, '')}/`);
  });
  if (isMounted || folder?.valueFrom !== undefined) return [];
  const details = {
    what: 'The root file system is read-only, and the release has no writable folder for its runtime configuration.',
    where: workloadTitle(facts),
    evidence: [path === undefined ? 'RELEASE_TMP is not set' : `RELEASE_TMP is ${path}, which is not on a volume`],
    fix: {
      advice: 'Mount an emptyDir and set RELEASE_TMP to its path.',
      property: 'podSecurity.readOnlyRootFilesystem',
    },
  };
  return [finding('nowhere-to-write', details)];
}
