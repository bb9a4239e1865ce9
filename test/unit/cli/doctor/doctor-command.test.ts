import { run } from '../../../../lib/cli/main';
import { failure, found, startApiServer, type ApiServer, type Exec, type Respond } from '../api-server';
import { memoryTerminal } from '../memory-terminal';
import { listWorkloads, printedWorkload } from '../objects';
import { recordedAnswers } from './recorded';

let server: ApiServer | undefined;

afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const workload = printedWorkload('rsolv-api', { namespace: 'prod' });
const cookie = 'q4Zt8Wm1Xc6Vb3Np9Lk2Jh7G';

function podsOf(count: number): unknown {
  const { metadata, spec } = workload.kind === 'Deployment' ? workload.spec.template : { metadata: {}, spec: {} };
  const items = Array.from({ length: count }, (_, index) => ({
    metadata: {
      ...metadata,
      name: `rsolv-api-7c9d8-${index}`,
      ownerReferences: [
        { kind: 'ReplicaSet', name: 'rsolv-api-7c9d8', controller: true, uid: 'x', apiVersion: 'apps/v1' },
      ],
    },
    spec,
    status: {
      phase: 'Running',
      podIP: `10.244.${index + 1}.2`,
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: [{ name: 'rsolv-api', state: { running: { startedAt: '2026-01-01T00:00:00Z' } } }],
    },
  }));
  return { items };
}

const respond: Respond = (request) => {
  const { path } = request;
  if (path.endsWith('/pods')) return found(podsOf(3));
  if (path.endsWith('/secrets/rsolv-api-secrets')) {
    return found({ data: { 'erlang-cookie': Buffer.from(cookie).toString('base64') } });
  }
  if (/\/(services|endpointslices|networkpolicies|poddisruptionbudgets|events)$/.test(path))
    return found({ items: [] });
  return listWorkloads([workload], request);
};

const exec: Exec = (pod) => {
  const own = `10.244.${Number(pod.slice(-1)) + 1}.2`;
  return { stdout: recordedAnswers.replace('vm\trsolv_api@10.244.1.2', `vm\trsolv_api@${own}`) };
};

async function doctor(...args: readonly string[]) {
  const { terminal, stdout, stderr } = memoryTerminal();
  const code = await run(['doctor', '--kubeconfig', server?.kubeconfig ?? '', ...args], terminal);
  return { code, stdout: stdout(), stderr: stderr() };
}

test('the findings of a cluster are printed as JSON, and the exit code is 1', async () => {
  server = await startApiServer(respond, exec);
  const { code, stdout } = await doctor('--json');
  const { findings, workload: told } = JSON.parse(stdout) as {
    readonly findings: readonly { readonly code: string }[];
    readonly workload: unknown;
  };

  expect(code).toBe(1);
  expect(told).toEqual({ kind: 'Deployment', name: 'rsolv-api', namespace: 'prod' });
  expect(findings[0]).toMatchObject({ code: 'headless-missing', where: 'Service rsolv-api-headless' });
});

test('nothing is changed, and the cookie is in no request, nor in what is printed', async () => {
  server = await startApiServer(respond, exec);
  const { stdout, stderr } = await doctor();

  expect(server.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  const said = JSON.stringify(server.requests) + stdout + stderr;
  expect(said).not.toContain(cookie);
  expect(said).not.toContain(Buffer.from(cookie).toString('base64'));
});

test('a user who may do less sees what was not checked', async () => {
  const forbidden = failure(403, 'Forbidden', 'events is forbidden');
  server = await startApiServer(
    (request) => (request.path.endsWith('/events') ? forbidden : respond(request)),
    () => undefined,
  );
  const { stdout } = await doctor('--json');
  const { unseen } = JSON.parse(stdout) as { readonly unseen: readonly { readonly what: string }[] };

  expect(unseen.map(({ what }) => what)).toEqual([
    'Events',
    'inside Pod rsolv-api-7c9d8-0',
    'inside Pod rsolv-api-7c9d8-1',
    'inside Pod rsolv-api-7c9d8-2',
  ]);
});

test('without the pods there is nothing to say', async () => {
  const forbidden = failure(403, 'Forbidden', 'pods is forbidden');
  server = await startApiServer((request) => (request.path.endsWith('/pods') ? forbidden : respond(request)), exec);
  const { code, stderr } = await doctor();

  expect(code).toBe(3);
  expect(stderr).toBe(
    'beam-cluster: not allowed to list pods in namespace prod: pods is forbidden; ask for the permission.\n',
  );
});

test('a workload that is not there is asked back', async () => {
  server = await startApiServer(respond, exec);
  const { code, stderr } = await doctor('rsolv-ap');

  expect(code).toBe(1);
  expect(stderr).toContain('did you mean rsolv-api?');
});

test('--help has examples and exit codes', async () => {
  const { code, stdout } = await doctor('--help');

  expect(code).toBe(0);
  expect(stdout).toContain('npx beam-cluster doctor --json');
  expect(stdout).toContain('Exit codes:');
});
