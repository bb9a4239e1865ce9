import { loadClient } from '../../../lib/cli/cluster/kube-config';

// The first load bundles the client: no test is to pay for that.
beforeAll(async () => {
  await loadClient();
}, 120_000);
