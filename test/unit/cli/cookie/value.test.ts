import '../await-client';
import { failure, type Request } from '../api-server';
import { takeCookie } from '../../../../lib/cli/cookie/cookie-value';
import { SecretStore } from '../secret-store';
import { cookie, given } from './cookie';

let store: SecretStore;
beforeEach(() => (store = new SecretStore()));

describe('the value', () => {
  test.each([
    ['too short', 'Zx81kQm4VtY7pLw2RbN', 'is shorter than 20 characters'],
    ['too long', 'Zx81kQm4VtY7pLw2RbN6'.repeat(13), 'is longer than 255 characters'],
    ['the default of a broker', 'emqxsecretcookie-0815-4711', 'has a word in it'],
    ['a famous one', 'MONSTER-0815-4711-ABCD-EF', 'has a word in it'],
    ['one letter', 'a'.repeat(30), 'has fewer than 8 different characters'],
    ['a repetition', 'q1w2e3r4t5z6'.repeat(2), 'repeats itself'],
    ['the alphabet', 'abcdefghijklmnopqrstuvwxyz', 'runs along the alphabet'],
    ['a flag', `-${given}`, 'starts with - or +'],
    ['with a space', `${given} ${given}`, 'has other characters'],
    ['with a quote', `${given}'`, 'has other characters'],
    ['with a line break', `${given}\n`, 'ends with a line break'],
  ])('that is weak is refused and not quoted: %s', async (_, weak, reason) => {
    process.env['ERLANG_COOKIE'] = weak;
    const { code, stdout, stderr } = await cookie(['api-secrets'], { store });

    expect(code).toBe(2);
    expect(stderr).toContain(reason);
    expect(stdout + stderr).not.toContain(weak.trim());
    expect(store.secrets.size).toBe(0);
  });

  test('is not shown when the API server quotes it', async () => {
    process.env['ERLANG_COOKIE'] = given;
    const respond = ({ method, body }: Request) =>
      method === 'POST' ? failure(422, 'Invalid', `bad ${body} ${given}`) : undefined;
    const { code, stderr } = await cookie(['api-secrets'], { store, respond });

    expect(code).toBe(1);
    expect(stderr).toContain('cannot write Secret api-secrets');
    expect(stderr).not.toContain(given);
    expect(stderr).not.toContain(Buffer.from(given).toString('base64'));
  });

  test('goes only to a pipe by --print, without a line break', async () => {
    process.env['ERLANG_COOKIE'] = given;
    expect(await cookie(['--print'], { store })).toMatchObject({ code: 0, stdout: given, stderr: '', requests: [] });
    expect((await cookie(['--print'])).stdout).toMatch(/^[A-Za-z0-9]{48}$/);
  });

  test('and never to a screen', async () => {
    const { code, stdout, stderr } = await cookie(['--print'], { store, isTTY: true });

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('--print would leave the cookie in the history of the terminal');
  });
});

test('is taken out of the environment, which a login helper of the kubeconfig would inherit', () => {
  const env = { ERLANG_COOKIE: given, PATH: '/bin' };

  expect(takeCookie(env)).toBe(given);
  expect(env).toEqual({ PATH: '/bin' });
});
