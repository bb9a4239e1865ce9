import * as pulumi from '@pulumi/pulumi';
import { BeamCluster, BeamClusterAttachment } from 'beam-cluster/pulumi';
import { record } from './engine';

async function errorOf(program: () => unknown): Promise<{ error: unknown; types: string[] }> {
  let thrown: unknown;
  const { registrations } = await record(() => {
    try {
      program();
    } catch (error) {
      thrown = error;
    }
  });
  return { error: thrown, types: registrations.map(({ type }) => type) };
}

describe('args that are wrong', () => {
  const wrong = { image: '', replicas: 0, cookie: 'KMQYTAZXSJUQVLIWOHPB' } as never;

  test('are a ResourceError of the component with every problem, and without a stack', async () => {
    const { error } = await errorOf(() => new BeamCluster('api', wrong));

    expect(pulumi.ResourceError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ hideStack: true });
    expect((error as Error).message.split('\n')).toEqual([
      'BeamCluster "api": replicas must be a whole number of at least 1, got 0.',
      expect.stringMatching(/^BeamCluster "api": image must name an image/),
      expect.stringMatching(/^BeamCluster "api": cookie must be a reference to a Secret/),
    ]);
  });

  test('make nothing but the component', async () => {
    const { types } = await errorOf(
      () => new BeamCluster('api', { ...(wrong as object), secrets: { A: 'x' } } as never),
    );

    expect(types).toEqual(['beam-cluster:index:BeamCluster']);
  });

  test('of an attachment are one too', async () => {
    const { error, types } = await errorOf(() => new BeamClusterAttachment('api', { selector: {} }));

    expect(pulumi.ResourceError.isInstance(error)).toBe(true);
    expect((error as Error).message).toBe(
      'BeamCluster "api": selector must have the labels that select the pods, got none.',
    );
    expect(types).toEqual(['beam-cluster:index:BeamClusterAttachment']);
  });

  test.each([undefined, null, 5, 'acme/api'])('that are no object are an error that says so: %p', async (args) => {
    const { error } = await errorOf(() => new BeamCluster('api', args as never));

    expect((error as Error).message).toMatch(/^BeamCluster "api": props must be an object, got /);
  });

  test('that are an Output as a whole are an error that asks for a plain object', async () => {
    const { error } = await errorOf(() => new BeamCluster('api', pulumi.output({ image: 'acme/api' })));

    expect((error as Error).message).toBe('BeamCluster "api": props must be known at plan time, got an Output.');
  });

  test.each(['replicas', 'http', 'env', 'labels', 'secrets'])('have no Output as %s', async (property) => {
    const args = { image: 'acme/api', [property]: pulumi.output({}) } as never;
    const { error } = await errorOf(() => new BeamCluster('api', args));

    expect((error as Error).message).toBe(`BeamCluster "api": ${property} must be known at plan time, got an Output.`);
  });

  test('name a selector that is only known later', async () => {
    const { error } = await errorOf(() =>
      BeamCluster.attach('api', { selector: pulumi.output({ app: 'shop' }) } as never),
    );

    expect((error as Error).message).toBe('BeamCluster "api": selector must be known at plan time, got an Output.');
  });
});

test.each([
  ['tasks', { tasks: { migrate: { eval: 'Shop.Release.migrate()' } } }, 'tasks.migrate'],
  ['secrets by value', { secrets: { TOKEN: 'x' } }, 'secrets'],
])('a component whose name makes no name of an object is refused with %s', async (_, more, property) => {
  const messageOf = async (name: string) => {
    const { error } = await errorOf(() => new BeamCluster(name, { image: 'acme/api', name: 'api', ...more }));
    return (error as Error | undefined)?.message ?? '';
  };

  expect(await messageOf('MyApi')).toBe(
    `BeamCluster "MyApi": ${property} needs a component name of lower-case letters, digits, - and ., ` +
      'because the engine names the object after it. Rename the component; with name, the objects keep their names.',
  );
  expect(await messageOf('a'.repeat(250))).toContain(`${property} needs a component name of at most`);
  expect(await messageOf('my-api')).toBe('');
});
