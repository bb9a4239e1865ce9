import * as kubernetes from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { BeamCluster } from 'beam-cluster/pulumi';
import { record } from './engine';

const args = { image: 'acme/api:1.0.0', http: { port: 4000 }, cookie: { secretName: 'beam' } };
const componentType = 'beam-cluster:index:BeamCluster';

describe('options of the component', () => {
  test('put it under a parent, and its children under it', async () => {
    const { registrations } = await record(() => {
      const parent = new pulumi.ComponentResource('test:index:Platform', 'platform');
      return new BeamCluster('api', args, { parent });
    });
    const own = registrations.find(({ type }) => type === componentType);

    expect(own?.parent).toMatch(/test:index:Platform::platform$/);
    for (const { type, parent } of registrations.filter(({ type }) => type.startsWith('kubernetes:'))) {
      expect([type, parent]).toEqual([type, own?.urn]);
    }
  });

  test('give its provider to every child', async () => {
    const { registrations } = await record(() => {
      const provider = new kubernetes.Provider('elsewhere', { kubeconfig: '{}' });
      return new BeamCluster('api', args, { provider });
    });
    const children = registrations.filter(({ parent }) => parent.includes(componentType));

    expect(children).toHaveLength(5);
    for (const { type, provider } of children) {
      expect([type, provider]).toEqual([type, expect.stringContaining('pulumi:providers:kubernetes::elsewhere')]);
    }
  });

  test('give its former names to the engine, for it and for its children', async () => {
    const { registrations } = await record(() => new BeamCluster('api', args, { aliases: [{ name: 'old' }] }));

    expect(registrations.find(({ type }) => type === componentType)?.aliases).toEqual(['old']);
  });

  test('change its children by a transformation', async () => {
    const { registrations } = await record(
      () =>
        new BeamCluster('api', args, {
          transformations: [
            ({ type, props, opts }) => {
              if (type !== 'kubernetes:policy/v1:PodDisruptionBudget') return undefined;
              const budget = props as { spec: object };
              return { props: { ...budget, spec: { ...budget.spec, maxUnavailable: 2 } }, opts };
            },
          ],
        }),
    );
    const budget = registrations.find(({ type }) => type === 'kubernetes:policy/v1:PodDisruptionBudget');

    expect(budget?.inputs).toMatchObject({ spec: { maxUnavailable: 2 } });
  });

  test('protect it', async () => {
    const { made } = await record(() => new BeamCluster('api', args, { protect: true }));

    expect((made.workload as unknown as { readonly __protect?: boolean }).__protect).toBe(true);
  });
});
