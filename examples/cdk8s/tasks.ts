import { App, Chart } from 'cdk8s';
import { BeamCluster } from 'beam-cluster/cdk8s';

/** A shop that migrates its database before each rollout, warms a cache in each pod, and cleans up at night. */
export function tasks(app: App): Chart {
  const chart = new Chart(app, 'shop');
  new BeamCluster(chart, 'shop', {
    image: 'registry.example.com/shop:2.4.1',
    http: { port: 4000, healthPath: '/health' },
    secrets: ['shop-env'],
    tasks: {
      migrate: { eval: 'Shop.Release.migrate()', env: { POOL_SIZE: '2' }, activeDeadlineSeconds: 1_800 },
      check: { command: ['bin/check', '--all'], backoffLimit: 0 },
      warm: { eval: 'Shop.Release.warm()', when: 'init' },
    },
    schedules: {
      cleanup: {
        eval: 'Shop.Release.clean_up()',
        schedule: '0 3 * * *',
        timeZone: 'Europe/Berlin',
        resources: { requests: { cpu: '100m', memory: '256Mi' } },
      },
    },
  });
  return chart;
}
