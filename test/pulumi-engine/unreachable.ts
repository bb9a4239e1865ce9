import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const kubeconfig = {
  apiVersion: 'v1',
  kind: 'Config',
  clusters: [{ name: 'none', cluster: { server: 'http://127.0.0.1:1' } }],
  contexts: [{ name: 'none', context: { cluster: 'none', user: 'none' } }],
  users: [{ name: 'none', user: {} }],
  'current-context': 'none',
};

/** Sets KUBECONFIG to a cluster that nobody runs, which a provider that renders must not ask. Gives what undoes it. */
export function setUnreachableCluster(): () => void {
  const before = process.env['KUBECONFIG'];
  const folder = mkdtempSync(join(tmpdir(), 'kubeconfig-'));
  process.env['KUBECONFIG'] = join(folder, 'kubeconfig');
  writeFileSync(process.env['KUBECONFIG'], JSON.stringify(kubeconfig));
  return () => {
    if (before === undefined) delete process.env['KUBECONFIG'];
    else process.env['KUBECONFIG'] = before;
    rmSync(folder, { recursive: true });
  };
}
