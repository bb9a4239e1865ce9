import '../await-client';
import { failure, type Request } from '../api-server';
import { replay } from '../recorded/replay';
import type { ClusterStatus } from '../../../../lib/cli/status/cluster-status';

const isProxy = ({ path }: Request) => path.includes('/proxy/');
const statusOf = (stdout: string) => JSON.parse(stdout) as ClusterStatus;

test('a healthy cluster is exit code 0, and each node is asked once', async () => {
  const { code, stdout, stderr, requests } = await replay('healthy', ['status', '--json']);
  const status = statusOf(stdout);

  expect({ code, stderr, problems: status.problems, notReached: status.notReached }).toEqual({
    code: 0,
    stderr: '',
    problems: [],
    notReached: [],
  });
  expect(status.links.map(({ state }) => state)).toEqual(['up', 'up', 'up']);
  expect(status.members.map(({ zone }) => zone).sort()).toEqual(['zone1', 'zone2', 'zone3']);
  expect(requests.filter(isProxy)).toHaveLength(6);
});

test('a split is exit code 1, with who is on which side and why', async () => {
  const { code, stdout } = await replay('split', ['status', '--json']);

  expect(code).toBe(1);
  expect(statusOf(stdout).problems).toHaveLength(1);
  expect(statusOf(stdout).problems[0]).toMatch(/^the cluster is split into 2 \(refused\): \{\S+, \S+\} \{\S+\}$/);
});

test('a pod that drains is shown as such and is no lost link', async () => {
  const { members, problems } = statusOf((await replay('draining', ['status', '--json'])).stdout);

  expect(members.map(({ state }) => state).sort()).toEqual(['draining', 'ready', 'ready', 'ready']);
  expect(problems.join()).not.toContain('not connected');
});

test('where no node can be asked it says so with the reason, and the exit code is 3', async () => {
  const respond = (request: Request) =>
    isProxy(request) ? failure(403, 'Forbidden', 'pods/proxy is forbidden') : undefined;
  const { code, stdout } = await replay('healthy', ['status'], { respond });

  expect(code).toBe(3);
  expect(stdout).toContain('3 of 3 ready, not everything was checked');
  expect(stdout).toMatch(/: GET \/health: not allowed to get pods\/proxy; rpc: HTTP 500$/m);
});

test('a node that has no /health is asked by rpc of its release', async () => {
  const respond = (request: Request) => (isProxy(request) ? failure(404, 'NotFound', 'no') : undefined);
  const commands: string[] = [];
  const exec = (_pod: string, command: readonly string[]) => {
    commands.push(command.join(' '));
    const health = { current_node: 'rsolv_api@10.244.9.9', connected_nodes: [], versions: { otp: '27' } };
    return { stdout: `a warning of the VM\n${JSON.stringify(health)}\n` };
  };
  const { members } = statusOf((await replay('healthy', ['status', '--json'], { respond, exec })).stdout);

  expect(members.map(({ view }) => view?.versions.otp)).toEqual(['27', '27', '27']);
  expect(commands[0]).toContain('exec "$release" rpc "$1"');
});

test('a pod that hangs holds the others up for no more than its time', async () => {
  const respond = (request: Request) => (isProxy(request) && request.path.includes('-w7sbb') ? 'silence' : undefined);
  const { members } = statusOf((await replay('healthy', ['status', '--json'], { respond })).stdout);

  expect(members.flatMap(({ notReached }) => notReached ?? [])).toEqual(['GET /health: no answer in time']);
  expect(members.filter(({ view }) => view !== undefined)).toHaveLength(2);
});

test('without the right to see machines there are no zones, and nothing is wrong', async () => {
  const respond = ({ path }: Request) => (path === '/api/v1/nodes' ? failure(403, 'Forbidden', 'no') : undefined);
  const { code, stdout } = await replay('healthy', ['status', '--json'], { respond });

  expect(code).toBe(0);
  expect(statusOf(stdout).notReached).toEqual(['zones: no']);
});

test('another name is an error that lists the clusters', async () => {
  expect(await replay('healthy', ['status', 'rsolv-app'])).toMatchObject({
    code: 1,
    stderr: 'beam-cluster: namespace prod has no BEAM cluster rsolv-app; did you mean rsolv-api?\n',
  });
});

test('--watch looks again until Ctrl-C, and clears the screen of a person', async () => {
  let looks = 0;
  const respond = ({ path }: Request) => {
    if (path.endsWith('/deployments') && (looks += 1) === 2) setImmediate(() => process.emit('SIGINT'));
    return undefined;
  };
  const { code, stdout } = await replay('healthy', ['status', '--watch'], { respond, isTTY: true });

  expect({ code, looks }).toEqual({ code: 0, looks: 2 });
  expect(stdout.split('\u001b[2J')).toHaveLength(3);
});

test('--help has examples and exit codes', async () => {
  const { code, stdout } = await replay('healthy', ['status', '--help']);

  expect(code).toBe(0);
  expect(stdout).toContain('npx beam-cluster status --watch');
  expect(stdout).toContain('Exit codes:');
});
