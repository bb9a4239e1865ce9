import * as kubernetes from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { BeamCluster, type BeamClusterArgs } from 'beam-cluster/pulumi';
import { record } from './engine';

const args: BeamClusterArgs = { image: 'acme/shop', http: { port: 4000 }, cookie: { secretName: 'beam' } };

/** Runs a program in a stack, as the engine does, and returns the error that ends it, or that it logs. */
async function errorsOf(program: () => unknown): Promise<readonly string[]> {
  const errors: string[] = [];
  const log = jest.spyOn(pulumi.log, 'error').mockImplementation((message) => {
    errors.push(message);
    return Promise.resolve();
  });
  await record(() =>
    pulumi.runtime.runInPulumiStack(() => {
      try {
        program();
      } catch (error) {
        errors.push((error as Error).message);
      }
      return Promise.resolve();
    }),
  );
  log.mockRestore();
  return errors;
}

const collision = (id: string, other: string) =>
  expect.stringContaining(
    `BeamCluster "${id}": name must not lead to an object that BeamCluster "${other}" prints too, got Service "shop-headless"`,
  ) as string;

describe('two clusters of one name in a stack', () => {
  test('are an error that names both', async () => {
    const errors = await errorsOf(() => {
      new BeamCluster('a', { ...args, name: 'shop' });
      new BeamCluster('b', { ...args, name: 'shop' });
    });

    expect(errors).toEqual([collision('b', 'a')]);
  });

  test('are two in two namespaces, and behind two providers', async () => {
    const errors = await errorsOf(() => {
      const provider = new kubernetes.Provider('other');
      const parent = new pulumi.ComponentResource('test:index:Parent', 'parent', {}, { provider });
      new BeamCluster('a', { ...args, name: 'shop' });
      new BeamCluster('b', { ...args, name: 'shop', namespace: 'b' });
      new BeamCluster('c', { ...args, name: 'shop' }, { provider });
      new BeamCluster('d', { ...args, name: 'shop', namespace: 'd' }, { parent });
    });

    expect(errors).toEqual([]);
  });

  test('are found behind one provider, whoever passes it on', async () => {
    const errors = await errorsOf(() => {
      const provider = new kubernetes.Provider('other');
      const parent = new pulumi.ComponentResource('test:index:Parent', 'parent', {}, { provider });
      new BeamCluster('a', { ...args, name: 'shop' }, { provider });
      new BeamCluster('b', { ...args, name: 'shop' }, { parent });
    });

    expect(errors).toEqual([collision('b', 'a')]);
  });

  test('are found when the value of a namespace is known', async () => {
    const errors = await errorsOf(() => {
      new BeamCluster('a', { ...args, name: 'shop', namespace: 'prod' });
      new BeamCluster('b', { ...args, name: 'shop', namespace: pulumi.output('prod') });
      new BeamCluster('c', { ...args, name: 'shop', namespace: pulumi.output('test') });
    });

    expect(errors).toEqual([collision('b', 'a')]);
  });

  test('are found at once where both have the same Output', async () => {
    const errors = await errorsOf(() => {
      const namespace = pulumi.output('prod');
      new BeamCluster('a', { ...args, name: 'shop', namespace });
      new BeamCluster('b', { ...args, name: 'shop', namespace });
      throw new Error('not reached');
    });

    expect(errors).toEqual([collision('b', 'a')]);
  });

  test('are two in two runs of a program in one process', async () => {
    const program = () => new BeamCluster('shop', args);

    expect([...(await errorsOf(program)), ...(await errorsOf(program))]).toEqual([]);
  });

  test('are no problem in unit tests with mocks, which may make the same many times', async () => {
    const { made } = await record(() => [new BeamCluster('shop', args), new BeamCluster('shop', args)]);

    expect(made).toHaveLength(2);
  });
});

test('an attachment that selects the pods of a cluster is an error that names both', async () => {
  const errors = await errorsOf(() => {
    new BeamCluster('shop', { ...args, labels: { team: 'pay' } });
    BeamCluster.attach('orders', { selector: { team: 'pay' } });
  });

  expect(errors).toEqual([
    expect.stringContaining(
      'BeamCluster "orders": selector must select only the pods of this cluster, got the pods of BeamCluster "shop" too, by the label team. Give one of the two other labels.',
    ),
  ]);
});
