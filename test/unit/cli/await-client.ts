import { loadClient } from '../../../lib/cli/cluster/kube-config';

// Nine hundred files, which jest compiles the first time: no test is to pay for that.
beforeAll(async () => {
  await loadClient();
}, 120_000);
