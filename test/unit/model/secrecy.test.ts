import { attachmentProblemsOf, problemsOf } from './problems-of';
import { withHttp } from './printed';

const secret = 'postgres://shop:hunter2 SECRET@db/shop';

/** Wherever a secret may be put by mistake: the whole of a property, one of its items, or a name in it. */
const wrongPlaces: readonly (readonly [string, object])[] = [
  ['the cookie', { cookie: secret }],
  ['the cookie as a list', { cookie: [secret] }],
  ["the cookie's Secret", { cookie: { secretName: secret } }],
  ["the cookie's key", { cookie: { secretName: 'beam', key: secret } }],
  ['the cookie as a value', { cookie: { value: secret } }],
  ['env as text', { env: `DATABASE_URL=${secret}` }],
  ['env as a list', { env: [`DATABASE_URL=${secret}`] }],
  ['env as a list of objects', { env: [{ name: 'DATABASE_URL', value: secret }] }],
  ['a list as a variable', { env: { DATABASE_URL: [secret] } }],
  ['a variable as in a manifest', { env: { DATABASE_URL: { value: secret } } }],
  ['the name in a reference', { env: { DATABASE_URL: { secretKeyRef: { name: secret, key: 'url' } } } }],
  ['the key in a reference', { env: { DATABASE_URL: { secretKeyRef: { name: 'db', key: secret } } } }],
  ['a reference that is text', { env: { DATABASE_URL: { secretKeyRef: secret } } }],
  ['a field', { env: { DATABASE_URL: { fieldRef: { fieldPath: secret } } } }],
  ['secrets as text', { secrets: secret }],
  ['secrets as a list of values', { secrets: [secret] }],
  ['secrets as a map where names are asked for', { secrets: { DATABASE_URL: secret } }],
  ['secrets as a list of objects', { secrets: [{ DATABASE_URL: secret }] }],
  ['envFrom as text', { envFrom: secret }],
  ['envFrom as a list of text', { envFrom: [secret] }],
  ['the Secret of envFrom', { envFrom: [{ secretName: secret }] }],
  ['command as text', { command: `bin/api --cookie ${secret}` }],
  ['a word of command', { command: ['bin/api', '--cookie', secret] }],
  ['args as text', { args: `--cookie ${secret}` }],
  ['VM flags as text', { vmFlags: `-setcookie ${secret}` }],
  ['more VM flags as text', { vmFlags: { extra: `-setcookie ${secret}` } }],
  ['a VM flag with a space', { vmFlags: { extra: [`-setcookie ${secret}`] } }],
  ['a VM flag that is a number', { vmFlags: { netTicktime: secret } }],
  ['a switch of envFrom', { envFrom: [{ secretName: 'db', optional: secret }] }],
  ['registry credentials', { imagePullSecrets: [secret] }],
  ['registry credentials as text', { imagePullSecrets: secret }],
  ['a property that is not known', { password: secret }],
  ['annotations as text', { annotations: secret }],
  ['labels as text', { labels: secret }],
  ['a label', { labels: { password: secret } }],
];

describe('a secret in a wrong place is refused and never shown', () => {
  test.each(wrongPlaces)('%s', (_, given) => {
    const problems = problemsOf({ ...withHttp, ...given });

    expect(problems).not.toEqual([]);
    expect(problems.join('\n')).not.toMatch(/hunter2|SECRET/);
  });

  test('all of them at once', () => {
    const { length } = wrongPlaces.flatMap(([, given]) => {
      const problems = problemsOf({ ...Object.assign({}, withHttp, given), replicas: 0, image: '' });
      expect(problems.join('\n')).not.toMatch(/hunter2|SECRET/);
      return problems;
    });

    expect(length).toBeGreaterThanOrEqual(3 * wrongPlaces.length);
  });

  test('in what clustering is added to', () => {
    const problems = attachmentProblemsOf({
      selector: { app: 'shop' },
      cookie: secret,
      vmFlags: { extra: [`-setcookie ${secret}`, '-setcookie', secret] },
    });

    expect(problems).toHaveLength(4);
    expect(problems.join('\n')).not.toMatch(/hunter2|SECRET/);
  });
});

describe('a secret variable by value', () => {
  test.each([5, null, [secret], { value: secret }, true])('that is no text is refused and not shown: %p', (value) => {
    const problems = problemsOf({ ...withHttp, secrets: { DATABASE_URL: value } }, { keepsSecrets: true });

    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^BeamCluster "api": secrets\.DATABASE_URL must be text, got (a|an|true|null)/);
    expect(problems[0]).not.toMatch(/hunter2|SECRET|5/);
  });
});
