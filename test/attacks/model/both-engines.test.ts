import * as pulumi from '@pulumi/pulumi';
import { Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import * as cdk8s from 'beam-cluster/cdk8s';
import { BeamCluster, BeamClusterAttachment } from 'beam-cluster/pulumi';
import { record } from '../../unit/pulumi/engine';

const refuse = () => {
  throw new Error('read');
};
const throwing = (key: string) =>
  Object.defineProperty({ image: 'acme/api:1' }, key, { get: refuse, enumerable: true });
const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();

// eslint-disable-next-line @typescript-eslint/no-base-to-string, @typescript-eslint/restrict-template-expressions
const made = `${pulumi.output('b')}:1`;

/** Props that both engines refuse, and how the line goes on after the name of the cluster. */
const refused: readonly (readonly [string, object, string])[] = [
  ['an accessor of the cookie', throwing('cookie'), 'cookie must be a reference to a Secret'],
  ['an accessor of env', throwing('env'), 'env must be an object, got a value that throws'],
  [
    'an accessor of the replicas',
    throwing('replicas'),
    'replicas must be a whole number of at least 1, got a value that',
  ],
  ['a Map of variables', { image: 'a', env: new Map([['A', 'a']]) }, 'env must be an object, got a Map.'],
  ['a proxy', { image: 'a', env: { A: revoked } }, 'env.A must be text or a reference, got '],
  ['a cookie that is a proxy', { image: 'a', cookie: revoked }, 'cookie must be a reference to a Secret'],
  ['props that are a proxy', revoked, 'props must be an object, got an object that cannot be read.'],
  ['a symbol', { image: 'a', [Symbol('b')]: 1 }, 'props must have keys that are text, got a symbol.'],
  ['an Output in text', { image: 'a', env: { A: made } }, 'env.A must not be text made from an Output'],
  ['a large variable', { image: 'a', env: { A: 'x'.repeat(2 ** 20) } }, 'env.A must be at most 131071 bytes'],
];

describe('in cdk8s', () => {
  test.each(refused)('%s is an error of the validation', (_, props, line) => {
    const chart = Testing.chart();
    const { node } = new cdk8s.BeamCluster(chart, 'api', props as never);

    expect(node.validate()).toEqual([expect.stringContaining(`BeamCluster "api": ${line}`)]);
  });

  test.each([
    ['an accessor of the cookie', 'cookie', 'cookie must be a reference to a Secret'],
    ['an accessor of the workload', 'workload', 'workload must be a Deployment'],
    ['an accessor of the container', 'container', 'container must be one of the containers'],
    ['an accessor of the labels', 'labels', 'labels must be an object, got a value that throws'],
  ])('%s is one of an attachment too', (_, key, line) => {
    const chart = Testing.chart();
    const workload = new kplus.Deployment(chart, 'Shop', { containers: [{ image: 'acme/shop:1' }] });
    const props = Object.defineProperty({ workload }, key, { get: refuse, enumerable: true });
    const { node } = cdk8s.BeamCluster.attach(chart, 'api', props);

    expect(node.validate()).toEqual([expect.stringContaining(`BeamCluster "api": ${line}`)]);
  });
});

describe('in Pulumi', () => {
  async function errorOf(program: () => unknown): Promise<unknown> {
    let thrown: unknown;
    await record(() => {
      try {
        program();
      } catch (error) {
        thrown = error;
      }
    });
    return thrown;
  }

  test.each(refused)('%s is an error of the component', async (_, props, line) => {
    const error = await errorOf(() => new BeamCluster('api', props as never));

    expect(pulumi.ResourceError.isInstance(error)).toBe(true);
    expect((error as Error).message).toContain(`BeamCluster "api": ${line}`);
  });

  test('an accessor is one of an attachment too', async () => {
    const props = Object.defineProperty({ selector: { app: 'shop' } }, 'labels', { get: refuse, enumerable: true });
    const error = await errorOf(() => new BeamClusterAttachment('api', props));

    expect(pulumi.ResourceError.isInstance(error)).toBe(true);
    expect((error as Error).message).toContain('BeamCluster "api": labels must be an object, got a value that throws');
  });
});
