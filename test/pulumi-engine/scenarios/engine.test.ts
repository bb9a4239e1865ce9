import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { Application } from '../../kubernetes/application';
import { applicationImage } from '../../kubernetes/print';
import { EngineStack, type Settings } from '../stack';
import { changes, opsOn } from '../steps';

// The engine waits until the Deployment is rolled out, and fetches its plugins the first time.
jest.setTimeout(900_000);

const namespace = 'pulumi-engine';
const [name, cookieName] = ['rsolv-api', 'rsolv-api-erlang-cookie'];
const deployment = 'kubernetes:apps/v1:Deployment';
const secret = 'kubernetes:core/v1:Secret';
const password = 'random:index/randomPassword:RandomPassword';

describe("manifests rendered by Pulumi's engine", () => {
  proveLife((stack) => ({ renderTo: stack.renderFolder }));
});

const describeOnCluster = process.env['KUBECONFIG'] === undefined ? describe.skip : describe;

describeOnCluster("a cluster made by Pulumi's engine, in the cluster of KUBECONFIG", () => {
  let application: Application | undefined;
  beforeAll(async () => {
    application = await Application.prepare(namespace);
  });
  proveLife(() => ({}));
  afterAll(() => application?.remove());
});

/** The life of a stack, from its first update to its end; each test goes on where the one before it ended. */
function proveLife(extra: (stack: EngineStack) => Pick<Settings, 'renderTo'>): void {
  const tokens = [randomBytes(12).toString('hex'), randomBytes(12).toString('hex')] as const;
  const settings = { image: applicationImage(), namespace, greeting: 'hello', token: tokens[0] };
  let stack: EngineStack;
  let cookie: string | undefined;

  beforeAll(async () => {
    stack = await EngineStack.make();
    await stack.configure({ ...settings, ...extra(stack) });
  });
  // Without a stack there is nothing to take away, and why is told already.
  afterAll(() => (stack as EngineStack | undefined)?.remove());

  test('a preview makes nothing', async () => {
    expect(opsOn(await stack.preview(), deployment, name)).toEqual(['create']);
    expect((await stack.cookie()).value).toBeUndefined();
  });

  test('the first update makes the Deployment and a cookie', async () => {
    const steps = await stack.up();

    expect(opsOn(steps, deployment, name)).toEqual(['create']);
    expect(opsOn(steps, password, cookieName)).toEqual(['create']);
    const made = await stack.cookie();
    expect(made).toEqual({ value: expect.stringMatching(/^[A-Za-z0-9]{48}$/) as string, secret: true });
    cookie = made.value;
    expect(existsSync(stack.renderFolder)).toBe(extra(stack).renderTo !== undefined);
  });

  test('a second update changes nothing', async () => {
    expect(changes(await stack.preview())).toEqual([]);
    expect(changes(await stack.up())).toEqual([]);
  });

  test('a change of a variable and of a secret updates the Deployment, and leaves the cookie alone', async () => {
    await stack.configure({ ...settings, greeting: 'good evening', token: tokens[1], ...extra(stack) });
    const previewed = await stack.preview();
    const steps = await stack.up();

    expect(opsOn(previewed, deployment, name)).toEqual(['update']);
    expect(opsOn(steps, deployment, name)).toEqual(['update']);
    expect(opsOn(steps, secret, `${name}-env`)).toContain('create-replacement');
    expect(opsOn(steps, password, cookieName)).toEqual(['same']);
    expect(opsOn(steps, secret, cookieName)).toEqual(['same']);
    expect(await stack.cookie()).toEqual({ value: cookie, secret: true });
  });

  test('a refresh finds everything as it was left', async () => {
    const found = await stack.refresh();

    expect(opsOn(found, deployment, name)).toHaveLength(1);
    expect(found.filter(({ op }) => op !== 'same' && op !== 'update')).toEqual([]);
    expect(changes(await stack.preview())).toEqual([]);
    expect((await stack.cookie()).value).toBe(cookie);
  });

  test('no secret is in clear in what the engine keeps', () => {
    const written = stack.written();

    expect(written).toContain('good evening');
    for (const text of [cookie ?? '', ...tokens]) {
      expect(text).not.toBe('');
      expect(written).not.toContain(text);
      expect(written).not.toContain(Buffer.from(text).toString('base64'));
    }
  });

  test('a destroy deletes all of it', async () => {
    const steps = await stack.destroy();

    expect(opsOn(steps, deployment, name)).toEqual(['delete']);
    expect((await stack.cookie()).value).toBeUndefined();
    expect(changes(await stack.preview()).every(({ op }) => op === 'create')).toBe(true);
  });
}
