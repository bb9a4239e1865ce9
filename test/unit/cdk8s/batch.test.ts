import { Testing } from 'cdk8s';
import { BeamCluster } from 'beam-cluster/cdk8s';

const code = 'Shop.Release.migrate()';
const props = {
  image: 'acme/api:1.0.0',
  tasks: { migrate: { eval: code }, check: { command: ['bin/check'] } },
  schedules: { cleanup: { eval: code, schedule: '@daily' } },
};

interface Printed {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

describe('tasks in cdk8s', () => {
  test('come in their order, after their policy and before the workload', () => {
    const chart = Testing.chart();
    new BeamCluster(chart, 'api', props);
    const printed = (Testing.synth(chart) as Printed[]).map(({ kind, metadata }) => `${kind}/${metadata.name}`);
    const positions = [/^NetworkPolicy\/api-tasks$/, /^Job\/api-migrate-/, /^Job\/api-check-/, /^Deployment\/api$/].map(
      (pattern) => printed.findIndex((name) => pattern.test(name)),
    );

    expect(positions).not.toContain(-1);
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
  });

  test('are handles by their names', () => {
    const cluster = new BeamCluster(Testing.chart(), 'api', props);

    expect(cluster.tasks['migrate']?.kind).toBe('Job');
    expect(cluster.schedules['cleanup']?.kind).toBe('CronJob');
    expect(cluster.taskPolicy?.name).toBe('api-tasks');
    expect(new BeamCluster(Testing.chart(), 'api', { image: 'acme/api:1' }).taskPolicy).toBeUndefined();
  });
});
