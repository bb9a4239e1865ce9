import '../await-client';
import { attempt } from '../../../../lib/cli/cluster/api-problem';
import { connect } from '../../../../lib/cli/cluster/connection';
import { runInPod } from '../../../../lib/cli/cluster/run-in-pod';
import { memoryTerminal } from '../memory-terminal';
import { startApiServer, type Exec } from '../api-server';

async function runOn(exec: Exec, seconds?: number) {
  const server = await startApiServer(() => undefined, exec);
  const connection = await connect({ kubeconfig: server.kubeconfig }, memoryTerminal().terminal);
  const pod = { pod: 'api-1', container: 'api' };
  const result = await attempt(() => runInPod(connection, pod, ['sh', '-c', 'true'], seconds));
  await server.stop();
  return result;
}

test('gives what the command printed, and its exit code', async () => {
  const asked: unknown[] = [];
  const exec: Exec = (pod, command) => {
    asked.push(pod, command);
    return { stdout: 'ä'.repeat(70_000), stderr: 'no', exitCode: 3 };
  };

  expect(await runOn(exec)).toEqual({ ok: true, value: { stdout: 'ä'.repeat(70_000), stderr: 'no', exitCode: 3 } });
  expect(asked).toEqual(['api-1', ['sh', '-c', 'true']]);
});

test('a command that does not end is given up', async () => {
  expect(await runOn(() => 'silence', 0.2)).toMatchObject({
    ok: false,
    reason: 'the command did not end within 0.2 s',
  });
});

test('a pod that cannot run it is recognised by the status', async () => {
  expect(await runOn(() => undefined)).toMatchObject({ ok: false, status: 500, reason: 'HTTP 500' });
});
