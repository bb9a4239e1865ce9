import { runInNewContext } from 'node:vm';
import * as kubernetes from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { BeamCluster as Construct } from 'beam-cluster/cdk8s';
import {
  modelAttachment,
  modelCluster,
  type AttachmentModel,
  type AttachmentProps,
  type BeamClusterProps,
} from 'beam-cluster/model';
import { BeamCluster as Component } from 'beam-cluster/pulumi';
import { contextOf, inContext } from '../../../packaging/docs/in-context';
import { literalValue } from '../../../packaging/docs/literal';
import { record } from '../../unit/pulumi/engine';
import { engineCalls, modelRows } from './shown-examples';

// Some properties need HTTP, and one a path for its probes. Those that mount a volume need one.
const http = { port: 4000, healthPath: '/health' };
const volumes = { logs: { mount: '/logs', emptyDir: {} }, geodata: { mount: '/geodata', emptyDir: {} } };

const model = {
  cluster: (props: object) => modelCluster('shop', { http, volumes, ...(props as BeamClusterProps) }),
  attachment: (props: object) => modelAttachment('shop', { http, ...props } as AttachmentProps),
} as const;

test.each(modelRows)('the model takes the example of $name', ({ target, props }) => {
  expect(() => model[target](props)).not.toThrow();
});

describe('a default that is a literal', () => {
  const defaults = modelRows.filter(({ property }) => property.docs.byDefault?.literal !== undefined);

  // What Kubernetes takes for the same as nothing, and the hash of the Job that has it.
  const shown = (value: unknown) =>
    JSON.stringify(value)
      .replaceAll(',"optional":false', '')
      .replace(/(?<="shop-name)-[0-9a-f]{10}(?=")/, '');

  test('is there for many properties', () => {
    expect(defaults.length).toBeGreaterThan(60);
  });

  test.each(defaults)('is what is printed without $name', ({ target, property, all }) => {
    const given = literalValue(property.docs.byDefault?.literal ?? '');

    expect(given).toBeDefined();
    expect(shown(model[target](inContext(property, given, all)))).toBe(shown(model[target](contextOf(property, all))));
  });
});

test.each(engineCalls.filter(({ door }) => door === 'cdk8s'))('cdk8s takes the example of $name', ({ code }) => {
  const chart = Testing.chart();
  const deployment = new kplus.Deployment(chart, 'Deployment', { containers: [{ image: 'acme/orders' }] });
  const made = runInNewContext(code, { BeamCluster: Construct, chart, deployment, kplus }) as Construct;

  expect(made.node.validate()).toEqual([]);
  expect(made.workload.kind).toBe('Deployment');
});

test.each(engineCalls.filter(({ door }) => door === 'model'))(
  'the model alone takes the example of $name',
  ({ code }) => {
    const model = runInNewContext(code, { modelAttachment }) as AttachmentModel;

    expect(model.workload).toBeDefined();
  },
);

test.each(engineCalls.filter(({ door }) => door === 'pulumi'))(
  'Pulumi takes the example of $name',
  async ({ code }) => {
    pulumi.runtime.setAllConfig({ 'project:databaseUrl': 'postgres://db' });
    const config = new pulumi.Config('project');
    const { registrations } = await record(
      () => runInNewContext(code, { BeamCluster: Component, config, kubernetes }) as Component,
    );

    expect(registrations.map(({ type }) => type)).toContain('kubernetes:apps/v1:Deployment');
  },
);
