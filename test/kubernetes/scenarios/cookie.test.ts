import type { Outcome } from '../../nodes/machine/run';
import type { Application } from '../application';
import { runCommandLine } from '../command-line';
import { kubectl } from '../kubectl';
import { waitForMesh } from '../mesh';
import { printVariant } from '../print';
import { useApplication } from '../scenario';

const replicas = 2;
const secret = 'rsolv-api-secrets';
const given = 'p7Qx2mVw9Zt4Kc8Rb5Nf3Hy6Gd1Js0La';

const scenario = useApplication('cookie', async (application) => {
  await application.apply(printVariant({ replicas, rollout: { minReadySeconds: 0 }, drain: { preStopSeconds: 1 } }));
  await kubectl(['patch', 'secret', secret, '--patch', '{"stringData":{"other":"kept"}}'], {
    namespace: application.namespace,
  });
  await waitForMesh(application, replicas);
});

/** Runs the command, which must not show any of these cookies. */
async function runCookie({ namespace }: Application, args: readonly string[], env = {}): Promise<Outcome> {
  const outcome = await runCommandLine(['cookie', '--namespace', namespace, ...args], { env, timeoutMs: 240_000 });
  for (const text of [outcome.stdout, outcome.stderr]) expect(text).not.toContain(given);
  return outcome;
}

async function readKey({ namespace }: Application, name: string, key: string): Promise<string> {
  const encoded = await kubectl(['get', 'secret', name, '-o', `jsonpath={.data.${key}}`], { namespace });
  return Buffer.from(encoded, 'base64').toString();
}

scenario.test('a Secret that is not there yet gets a random cookie, which is not shown', async (application) => {
  const { code, stdout, stderr } = await runCookie(application, ['new-secret', '--json']);

  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ action: 'created', secret: 'new-secret', key: 'erlang-cookie' });
  const cookie = await readKey(application, 'new-secret', 'erlang-cookie');
  expect(cookie).toMatch(/^[A-Za-z0-9]{48}$/);
  expect(stdout + stderr).not.toContain(cookie);
});

scenario.test('a cookie that is there stays without --rotate', async (application) => {
  const before = await readKey(application, secret, 'erlang-cookie');
  const { code, stderr } = await runCookie(application, []);

  expect(code).toBe(1);
  expect(stderr).toContain('nothing was changed. --rotate replaces it.');
  expect(await readKey(application, secret, 'erlang-cookie')).toBe(before);
});

scenario.test('pods have the cookie of their Secret', async (application) => {
  const { code, stdout } = await runCookie(application, ['--verify', '--json']);

  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ same: true, pods: [{ state: 'same' }, { state: 'same' }] });
});

scenario.test('--rotate takes the cookie of ERLANG_COOKIE and leaves the other keys alone', async (application) => {
  const { code, stderr } = await runCookie(application, ['--rotate', '--yes'], { ERLANG_COOKIE: given });

  expect(code).toBe(0);
  expect(stderr).toContain('Old and new nodes do not connect.');
  expect(await readKey(application, secret, 'erlang-cookie')).toBe(given);
  expect(await readKey(application, secret, 'other')).toBe('kept');
});

scenario.test('pods that were not restarted are told apart', async (application) => {
  const { code, stdout } = await runCookie(application, ['--verify', '--json']);

  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ same: false, pods: [{ state: 'different' }, { state: 'different' }] });
});

for (const way of ['together', 'rolling']) {
  scenario.test(`--restart ${way} ends with a mesh of nodes that all have the new cookie`, async (application) => {
    const before = await readKey(application, secret, 'erlang-cookie');
    const { code, stdout, stderr } = await runCookie(application, ['--rotate', '--yes', '--restart', way]);

    expect({ code, stdout, stderr }).toMatchObject({ code: 0 });
    expect(await readKey(application, secret, 'erlang-cookie')).not.toBe(before);
    await waitForMesh(application, replicas);
    expect((await runCookie(application, ['--verify'])).code).toBe(0);
  });
}

scenario.test('a weak cookie is refused, and nothing is written', async (application) => {
  const before = await readKey(application, secret, 'erlang-cookie');
  const { code, stderr } = await runCookie(application, ['--rotate', '--yes'], { ERLANG_COOKIE: 'monster' });

  expect(code).toBe(2);
  expect(stderr).toContain('the cookie in ERLANG_COOKIE');
  expect(stderr).not.toContain('monster');
  expect(await readKey(application, secret, 'erlang-cookie')).toBe(before);
});
