import { readApi } from '../api';
import type { Application } from '../application';
import { kubectl, tryKubectl } from '../kubectl';
import { waitForMesh } from '../mesh';
import { printVariant } from '../print';
import { useApplication } from '../scenario';

const namespace = 'tasks';
const beforeRollout = ['--selector', 'beam-cluster/when=before-rollout'];
const migrate = { backoffLimit: 0, eval: 'IO.puts("migrated as #{node()}")' };
const cleanup = { eval: 'IO.puts("cleaned up")', schedule: '0 3 * * *' };
const print = (task: string) =>
  printVariant({
    tasks: { migrate: { ...migrate, eval: task }, warm: { eval: migrate.eval, when: 'init' } },
    schedules: { cleanup },
  });

jest.setTimeout(300_000);

// Each test goes on where the one before it ended.
describe('tasks and schedules, in the order of docs/tasks.md', () => {
  const scenario = useApplication(namespace, () => undefined);

  scenario.test('a task runs before there is a node, and is none', async (application) => {
    const manifests = print(migrate.eval);
    const job = await begin(manifests);
    expect(await names('deployments,services,cronjobs')).toBe('');

    expect(await waitFor(job, 'complete')).toMatchObject({ code: 0 });
    expect(job).toMatch(/^job\.batch\/rsolv-api-migrate-[0-9a-z]+$/);
    expect(await kubectl(['logs', job], { namespace })).toContain('migrated as nonode@nohost');

    await apply(manifests);
    await waitForMesh(application, 3);
    const first = (await application.pods())[0];
    expect(first).toBeDefined();
    const log = `/api/v1/namespaces/${namespace}/pods/${first?.metadata.name ?? ''}/log?container=warm`;
    expect(await readApi(log)).toContain('migrated as nonode@nohost');
  });

  scenario.test('the same manifests a second time run nothing', async () => {
    const before = await names('jobs');
    await apply(print(migrate.eval));

    expect(await names('jobs')).toBe(before);
  });

  scenario.test('a schedule runs when it is asked to, and its pod is in no Service', async (application) => {
    await kubectl(['create', 'job', '--from', 'cronjob/rsolv-api-cleanup', 'cleanup-now'], { namespace });
    await kubectl(['wait', 'job/cleanup-now', '--for', 'condition=complete', '--timeout', '120s'], limit);

    expect(await kubectl(['logs', 'job/cleanup-now'], { namespace })).toContain('cleaned up');
    await waitForMesh(application, 3);
    for (const service of ['rsolv-api', 'rsolv-api-headless']) expect(await endpointsOf(application, service)).toBe(3);
  });

  scenario.test('a task that fails stops the script, and the nodes stay', async (application) => {
    const job = await begin(print('System.halt(3)'));

    expect(await waitFor(job, 'failed')).toMatchObject({ code: 0 });
    expect(await waitFor(job, 'complete', '1s')).toMatchObject({ code: 1 });
    await waitForMesh(application, 3);
  });
});

const limit = { namespace, timeoutMs: 220_000 };

function apply(manifests: string, ...more: readonly string[]): Promise<string> {
  return kubectl(['apply', '--filename', '-', ...more], { namespace, input: manifests });
}

/** Applies the tasks, and gives the names of their Jobs. */
async function begin(manifests: string): Promise<string> {
  return (await apply(manifests, ...beforeRollout, '--output', 'name')).trim();
}

function waitFor(job: string, condition: string, timeout = '200s') {
  return tryKubectl(['wait', job, '--for', `condition=${condition}`, '--timeout', timeout], limit);
}

async function names(kinds: string): Promise<string> {
  return (await kubectl(['get', kinds, '--output', 'name'], { namespace })).trim();
}

async function endpointsOf(application: Application, service: string): Promise<number> {
  const slices = await application.endpointSlices(service);
  return slices.flatMap(({ endpoints }) => endpoints ?? []).length;
}
