import { randomBytes } from 'node:crypto';
import { testProgram } from '../program';
import { manifestsIn } from '../rendered';
import { EngineStack } from '../stack';
import { changes, opsOn } from '../steps';

jest.setTimeout(600_000);

const [name, cookieName, secretsName] = ['rsolv-api', 'rsolv-api-erlang-cookie', 'rsolv-api-env'];
const deployment = 'kubernetes:apps/v1:Deployment';
const secret = 'kubernetes:core/v1:Secret';
const password = 'random:index/randomPassword:RandomPassword';
const tokens = [randomBytes(12).toString('hex'), randomBytes(12).toString('hex')] as const;

// Each test goes on where the one before it ended.
describe('a stack with a generated cookie and secret variables, rendered by the engine', () => {
  let stack: EngineStack;
  let cookie = '';
  let printed = '';

  beforeAll(async () => {
    stack = await EngineStack.make(testProgram('life'));
    const settings = { image: 'ghcr.io/rsolv/rsolv-api:1.0.0', namespace: 'shop', greeting: 'hello', token: tokens[0] };
    await stack.configure({ ...settings, renderTo: stack.renderFolder });
  });
  // Without a stack there is nothing to remove, and the error of beforeAll says why.
  afterAll(() => (stack as EngineStack | undefined)?.remove());

  const objects = () => Object.keys(manifestsIn(stack.renderFolder)).sort();

  test('a preview makes nothing', async () => {
    expect(opsOn(await stack.preview(), deployment, name)).toEqual(['create']);
    expect((await stack.cookie()).value).toBeUndefined();
    expect(objects()).toEqual([]);
  });

  test('the first update makes the Deployment and a cookie, which the engine keeps as a secret', async () => {
    const steps = await stack.up();

    expect(opsOn(steps, deployment, name)).toEqual(['create']);
    expect(opsOn(steps, password, cookieName)).toEqual(['create']);
    const made = await stack.cookie();
    expect(made).toEqual({ value: expect.stringMatching(/^[A-Za-z0-9]{48}$/) as string, secret: true });
    cookie = made.value ?? '';
    expect(objects()).toEqual([
      `Deployment ${name}`,
      `NetworkPolicy ${name}`,
      `PodDisruptionBudget ${name}`,
      expect.stringMatching(`^Secret ${secretsName}-`),
      `Secret ${cookieName}`,
      `Service ${name}`,
      `Service ${name}-headless`,
    ]);
  });

  test('a second update changes nothing', async () => {
    expect(changes(await stack.preview())).toEqual([]);
    expect(changes(await stack.up())).toEqual([]);
  });

  test('a changed secret is made anew before the Deployment and deleted after it; the cookie stays', async () => {
    await stack.configure({ greeting: 'good evening', token: tokens[1] });
    const shown = await stack.run('preview', '--diff');
    expect(shown).toMatchObject({ code: 0 });
    printed = shown.stdout;
    const previewed = await stack.preview();
    const steps = await stack.up();

    expect(opsOn(previewed, deployment, name)).toEqual(['update']);
    const changed = changes(steps).filter(({ type }) => type === deployment || type === secret);
    expect(changed.map((step) => `${step.op} ${step.name}`)).toEqual([
      `create-replacement ${secretsName}`,
      `replace ${secretsName}`,
      `update ${name}`,
      `delete-replaced ${secretsName}`,
    ]);
    expect(opsOn(steps, password, cookieName)).toEqual(['same']);
    expect(opsOn(steps, secret, cookieName)).toEqual(['same']);
    expect(await stack.cookie()).toEqual({ value: cookie, secret: true });
    expect(objects()).toHaveLength(7);
  });

  test('no secret is in clear in the state, the settings, the diff and the events', () => {
    const places = { state: stack.written(), diff: printed, events: stack.events() };

    for (const [place, text] of Object.entries(places)) {
      expect([place, text]).toEqual([place, expect.stringContaining('good evening')]);
      for (const secret of [cookie, ...tokens].flatMap((clear) => [clear, Buffer.from(clear).toString('base64')])) {
        expect([place, text.includes(secret)]).toEqual([place, false]);
      }
    }
  });

  test('a destroy deletes all of it', async () => {
    const steps = await stack.destroy();

    expect(opsOn(steps, deployment, name)).toEqual(['delete']);
    expect((await stack.cookie()).value).toBeUndefined();
    expect(objects()).toEqual([]);
    expect(changes(await stack.preview()).every(({ op }) => op === 'create')).toBe(true);
  });
});
