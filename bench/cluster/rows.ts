import type { Row } from '../row';
import { meshRows } from './rows/mesh';
import { outageRows } from './rows/outage';
import { scenarios } from './scenario';

/** Every row on real Kubernetes, in the order of the table; those with the same CoreDNS are together. */
export const clusterRows: readonly Row[] = (['kubeadm', 'cache5'] as const).flatMap((dns) => [
  ...scenarios.filter((scenario) => scenario.dns === dns).flatMap(meshRows),
  ...outageRows(dns),
]);
