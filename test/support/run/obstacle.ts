import { isInstalled } from '../../nodes/setup';
import { hasControlGroups } from '../../kubernetes/hosts/control-groups';
import type { Suite } from './suite';

// What a cluster of our own is made with; a given one needs kubectl alone.
const clusterMakers = [
  'go',
  'elixir',
  'erl',
  'ip',
  'nft',
  'unshare',
  'nsenter',
  'setpriv',
  'flock',
  'openssl',
  'apt-get',
];

const debian = 'on Debian: sudo npx tsx test/nodes/setup.ts';

type Obstructed = Pick<Suite, 'needs' | 'gotBy' | 'asRoot' | 'makesCluster' | 'strikesMachines'>;

/** Why a suite cannot run here, with what to do about it; undefined where it can. */
export function obstacleOf({
  needs = [],
  gotBy = debian,
  asRoot = false,
  makesCluster = false,
  strikesMachines = false,
}: Obstructed): string | undefined {
  if (makesCluster) return obstacleToCluster(strikesMachines);
  const missing = needs.filter((program) => !isInstalled(program));
  if (missing.length > 0) return `${missing.join(', ')} missing; ${gotBy}`;
  if (asRoot && process.getuid?.() !== 0) return 'it makes network namespaces, which needs root: sudo npm test';
  return undefined;
}

function obstacleToCluster(strikesMachines: boolean): string | undefined {
  if (process.env['KUBECONFIG'] !== undefined) {
    if (strikesMachines)
      return 'it strikes the machines of its cluster, so that it needs one of its own: unset KUBECONFIG';
    return isInstalled('kubectl') ? undefined : 'kubectl is missing';
  }
  const missing = clusterMakers.filter((program) => !isInstalled(program));
  const instead = 'or set KUBECONFIG to use a cluster that there is';
  if (missing.length > 0)
    return `${missing.join(', ')} missing; on Debian: sudo npx tsx test/nodes/setup.ts, ${instead}`;
  if (process.getuid?.() !== 0)
    return `it makes namespaces, which needs root: sudo npm run test:kubernetes, ${instead}`;
  if (!hasControlGroups()) return `it needs cgroup v1 hierarchies under /sys/fs/cgroup; boot with them, ${instead}`;
  return undefined;
}
