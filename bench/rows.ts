import { bedRows } from './bed/rows';
import { clusterRows } from './cluster/rows';
import { pulumiRows } from './pulumi/rows';
import type { Row } from './row';
import { cdk8sSynth } from './rows/cdk8s-synth';
import { clusters } from './rows/clusters';
import { clustersLinear } from './rows/clusters-linear';
import { foundingSynth } from './rows/founding-synth';
import { hostilePods } from './rows/hostile-pods';
import { load, loadModel } from './rows/load';
import { loadClient } from './rows/load-client';
import { operator50 } from './rows/operator-50';
import { placements } from './rows/placement';
import { rateLimits } from './rows/rate-limit';

/** Every row of the bench, in the order of the table. */
export const rows: readonly Row[] = [
  foundingSynth,
  clusters(1),
  clusters(10),
  clusters(100),
  clusters(1000),
  clustersLinear,
  loadModel,
  load('cdk8s', ['constructs', 'cdk8s', 'cdk8s-plus-28']),
  load('pulumi', ['@pulumi/pulumi', '@pulumi/kubernetes', '@pulumi/random']),
  cdk8sSynth,
  ...pulumiRows,
  loadClient,
  ...operator50,
  ...hostilePods,
  ...rateLimits,
  ...placements,
  ...bedRows,
  ...clusterRows,
];
