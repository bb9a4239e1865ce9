import type { ClusterStatus } from '../../../lib/cli/status/cluster-status';
import { waitFor } from '../../nodes/wait';
import type { Application } from '../application';
import { runCommandLine } from '../command-line';
import { kubectl } from '../kubectl';
import { waitForMesh } from '../mesh';
import { printVariant } from '../print';
import { useApplication } from '../scenario';

const replicas = 3;

const scenario = useApplication('status', async (application) => {
  await application.apply(printVariant({ replicas, rollout: { minReadySeconds: 0 }, drain: { preStopSeconds: 15 } }));
  await waitForMesh(application, replicas);
  await application.waitForRollout();
});

interface Shown {
  readonly code: number | null;
  readonly status: ClusterStatus;
}

async function showStatus({ namespace }: Application): Promise<Shown> {
  const { code, stdout, stderr } = await runCommandLine(['status', '--namespace', namespace, '--json']);
  if (stdout === '') throw new Error(`status ended with ${code}: ${stderr}`);
  return { code, status: JSON.parse(stdout) as ClusterStatus };
}

/** Waits until the command shows something; Kubernetes and the nodes need a moment until it is so. */
function waitForStatus(application: Application, what: string, holds: (shown: Shown) => boolean): Promise<Shown> {
  return waitFor(
    `status to show ${what}`,
    async () => {
      const shown = await showStatus(application);
      if (holds(shown)) return shown;
      throw new Error(JSON.stringify(shown));
    },
    { withinMs: 120_000, everyMs: 1000 },
  );
}

scenario.test('a healthy cluster: every node, every link with its round trip, and no problem', async (application) => {
  const isMeasured = ({ status }: Shown) => status.links.every(({ roundTripMs }) => roundTripMs !== undefined);
  const { code, status } = await waitForStatus(application, 'all round trips', isMeasured);

  expect(code).toBe(0);
  expect(status).toMatchObject({ workload: { kind: 'Deployment', replicas }, problems: [], notReached: [] });
  expect(status.members.map(({ state }) => state)).toEqual(['ready', 'ready', 'ready']);
  expect(new Set(status.members.map(({ view }) => view?.node)).size).toBe(replicas);
  for (const { view, zone, version } of status.members) {
    expect(view?.connected).toHaveLength(replicas - 1);
    expect(view?.discovered).toHaveLength(replicas - 1);
    expect(view?.versions.otp).toMatch(/^\d+$/);
    expect(zone).toBeDefined();
    expect(version).not.toBe('');
  }
  expect(new Set(status.links.map(({ state }) => state))).toEqual(new Set(['up']));
  expect(status.changes.every(({ change }) => change === 'joined')).toBe(true);
});

scenario.test('a person gets a table of the pods and a matrix of the links', async ({ namespace }) => {
  const { code, stdout } = await runCommandLine(['status', '--namespace', namespace]);

  expect(code).toBe(0);
  expect(stdout).toContain(`Deployment rsolv-api in namespace ${namespace}`);
  expect(stdout).toContain('3 of 3 ready, healthy');
  // Each row of the matrix has its number, the place of the node itself, and round trips of 0.4 or of 59 ms.
  const rows = stdout.split('\n').filter((line) => /^[123] .*·/.test(line));
  expect(rows.map((row) => row.split(/ +/).filter((cell) => /^\d+(\.\d)?$/.test(cell)).length)).toEqual([3, 3, 3]);
  expect(stdout).not.toContain(String.fromCharCode(27));
});

scenario.test('--watch --json prints a line each time until Ctrl-C', async ({ namespace }) => {
  const watching = ['status', '--namespace', namespace, '--watch', '--json'];
  const { code, stdout, stderr } = await runCommandLine(watching, { interruptAfter: /\n.+\n/ });

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const shown = stdout.trimEnd().split('\n');
  expect(shown).toHaveLength(2);
  for (const line of shown) expect((JSON.parse(line) as ClusterStatus).members).toHaveLength(replicas);
});

scenario.test('a pod that is deleted shows as draining, and as a leave afterwards', async (application) => {
  const [pod] = await application.pods();
  await kubectl(['delete', 'pod', pod?.metadata.name ?? '', '--wait=false'], { namespace: application.namespace });
  const drains = ({ status }: Shown) => status.members.some(({ state }) => state === 'draining');
  await waitForStatus(application, 'a node that drains', drains);
  const { status } = await waitForStatus(application, 'that it left', (shown) =>
    shown.status.changes.some(({ change }) => change === 'left'),
  );

  expect(status.changes.some(({ change }) => change === 'lost')).toBe(false);
  await waitForMesh(application, replicas);
});

scenario.test('a node with another cookie is named with the cause of its missing links', async (application) => {
  const { namespace } = application;
  const patch = '{"stringData":{"erlang-cookie":"x4Tq8Wb2Nc6Rv1Zk9Lm3Hs7Jd5Fg0Pa"}}';
  await kubectl(['patch', 'secret', 'rsolv-api-secrets', '--patch', patch], { namespace });
  const [pod] = await application.pods();
  await kubectl(['delete', 'pod', pod?.metadata.name ?? '', '--grace-period=1'], { namespace });
  const refused = ({ status }: Shown) =>
    status.links.filter(({ state, cause }) => state === 'down' && cause === 'refused').length >= 2;
  const { code, status } = await waitForStatus(application, 'links that are refused', refused);

  expect(code).toBe(1);
  expect(status.problems).not.toEqual([]);
});
