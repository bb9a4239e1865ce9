import * as pulumi from '@pulumi/pulumi';
import { BeamCluster, type BeamClusterArgs } from 'beam-cluster/pulumi';
import { record, type Registration } from './engine';

const args = {
  image: pulumi.output('acme/api:1.0.0'),
  cookie: { secretName: 'beam' },
  tasks: {
    migrate: { eval: 'Shop.Release.migrate()' },
    check: { command: ['bin/check'], activeDeadlineSeconds: 1_800 },
  },
  schedules: { cleanup: { eval: 'Shop.Release.clean_up()', schedule: '@daily' } },
} satisfies BeamClusterArgs;

async function registrationsOf(more: object = {}): Promise<readonly Registration[]> {
  const { registrations } = await record(() => new BeamCluster('api', { ...args, ...more }));
  return registrations;
}

function find(registrations: readonly Registration[], kind: string, name: string): Registration {
  const found = registrations.find((each) => each.type.endsWith(`:${kind}`) && each.name === name);
  if (found === undefined) throw new Error(`no ${kind} ${name}`);
  return found;
}

describe('tasks in Pulumi', () => {
  test('run one after the other before the workload, which is never replaced with them', async () => {
    const all = await registrationsOf();
    const [migrate, check] = [find(all, 'Job', 'api-migrate'), find(all, 'Job', 'api-check')];
    const workload = find(all, 'Deployment', 'api');

    expect(migrate.dependencies).toContain(find(all, 'NetworkPolicy', 'api-tasks').urn);
    expect(check.dependencies).toContain(migrate.urn);
    expect(workload.dependencies).toEqual(expect.arrayContaining([migrate.urn, check.urn]));
    expect(Object.values(workload.propertyDependencies).flat()).not.toContain(migrate.urn);
  });

  test('leave their name to the engine, and have no hooks of other tools', async () => {
    const { inputs } = find(await registrationsOf(), 'Job', 'api-migrate');
    const { metadata } = inputs as { readonly metadata: object };

    expect(metadata).not.toHaveProperty('name');
    expect(metadata).toMatchObject({ annotations: { 'pulumi.com/replaceUnready': 'true' } });
  });

  test('read the Secret of the variables that were given by value', async () => {
    const job = find(await registrationsOf({ secrets: { KEY: pulumi.secret('x') } }), 'Job', 'api-migrate');

    expect(JSON.stringify(job.inputs)).not.toContain('"x"');
    expect(job.dependencies.some((urn) => urn.endsWith('::api-env'))).toBe(true);
  });

  test('are handles by their names', async () => {
    const { made } = await record(() => new BeamCluster('api', args));

    expect(Object.keys(made.tasks)).toEqual(['migrate', 'check']);
    expect(Object.keys(made.schedules)).toEqual(['cleanup']);
    expect(made.taskPolicy).toBeDefined();
  });
});
