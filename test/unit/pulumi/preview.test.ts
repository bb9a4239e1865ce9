import * as pulumi from '@pulumi/pulumi';
import { BeamCluster, type BeamClusterArgs } from 'beam-cluster/pulumi';
import { record, type Registration } from './engine';

const { unknownValue } = pulumi.runtime;
const args: BeamClusterArgs = { image: 'acme/api:1.0.0', http: { port: 4000 }, cookie: { secretName: 'beam' } };

/** An Output that a preview does not know yet. */
function unknown(): pulumi.Output<string> {
  const image = new pulumi.ComponentResource('test:index:Image', 'image');
  return image.urn.apply(() => unknownValue);
}

function unknownPaths(value: unknown, path = ''): string[] {
  if (value === unknownValue) return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => unknownPaths(item, `${path}.${key}`));
}

function unknownLeaves(registrations: readonly Registration[]): string[] {
  return registrations.flatMap(({ type, inputs }) => unknownPaths(inputs, type.split(':').at(-1)));
}

const preview = (more: Partial<BeamClusterArgs>) =>
  record(() => new BeamCluster('api', { ...args, ...more }), { preview: true });

describe('a preview', () => {
  test('with an unknown image knows everything else', async () => {
    const { registrations } = await record(() => new BeamCluster('api', { ...args, image: unknown() }), {
      preview: true,
    });

    expect(unknownLeaves(registrations)).toEqual(['Deployment.spec.template.spec.containers.0.image']);
  });

  test('with an unknown variable knows everything else', async () => {
    const { registrations } = await record(() => new BeamCluster('api', { ...args, env: { A: unknown() } }), {
      preview: true,
    });

    expect(unknownLeaves(registrations)).toEqual([
      expect.stringMatching(/^Deployment\.spec\.template\.spec\.containers\.0\.env\.\d+\.value$/),
    ]);
  });

  test('with an unknown namespace knows everything but the namespaces', async () => {
    const { registrations } = await record(() => new BeamCluster('api', { ...args, namespace: unknown() }), {
      preview: true,
    });

    expect(new Set(unknownLeaves(registrations).map((path) => path.split('.').slice(1).join('.')))).toEqual(
      new Set(['metadata.namespace']),
    );
    expect(unknownLeaves(registrations)).toHaveLength(5);
  });

  test('with nothing unknown knows everything', async () => {
    const { registrations } = await preview({});

    expect(unknownLeaves(registrations)).toEqual([]);
  });

  test('of a new cookie knows everything but the cookie', async () => {
    const { registrations } = await record(() => new BeamCluster('api', { image: 'acme/api' }), { preview: true });

    expect(registrations).toHaveLength(7);
    expect(unknownLeaves(registrations).filter((path) => !path.startsWith('Secret.stringData'))).toEqual([]);
  });
});
