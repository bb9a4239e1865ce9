import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { doorFor, versions } from '../../../lib/cdk8s/versions';
import { buildPackage } from './built-package';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'plus-doors-'))));
beforeAll(() => buildPackage(folder, ['cdk8s', 'constructs', ...versions.map((version) => `cdk8s-plus-${version}`)]));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What a program prints that is beside the package. */
function run(program: string): unknown {
  writeFileSync(join(folder, 'program.js'), program);
  const { stdout, stderr } = spawnSync(process.execPath, ['program.js'], { cwd: folder, encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

const program = (version: number) => `
  const { Chart, Testing } = require('cdk8s');
  const kplus = require('cdk8s-plus-${version}');
  const { BeamCluster } = require('${doorFor(version)}');
  const chart = Testing.chart();
  const secret = kplus.Secret.fromSecretName(chart, 'Secret', 'shop-secrets');
  const cluster = new BeamCluster(chart, 'shop', {
    image: 'ghcr.io/acme/shop:1.0.0',
    http: { port: 4000, healthPath: '/health' },
    cookie: secret,
    env: { DATABASE_URL: kplus.EnvValue.fromSecretValue({ secret, key: 'database-url' }) },
    resources: { requests: { cpu: '250m', memory: '512Mi' }, limits: { memory: '512Mi' } },
    scheduling: { nodeSelector: { pool: 'web' } },
  });
  const stateful = new BeamCluster(chart, 'ledger', { image: 'ghcr.io/acme/ledger:1.0.0', workload: 'StatefulSet' });
  const deployment = new kplus.Deployment(chart, 'Orders', {
    metadata: { name: 'orders' },
    containers: [{ image: 'ghcr.io/acme/orders:1.0.0' }],
  });
  BeamCluster.attach(chart, 'orders', { workload: deployment, http: { port: 4000 } });
  const loaded = Object.keys(require.cache).flatMap((file) => /cdk8s-plus-(\\d+)[/\\\\]lib[/\\\\]index/.exec(file)?.[1] ?? []);
  console.log(JSON.stringify({
    loaded,
    isItsOwn: cluster.workload instanceof kplus.Deployment && stateful.workload instanceof kplus.StatefulSet
      && cluster.service instanceof kplus.Service,
    manifests: Testing.synth(chart),
  }));
`;

interface Result {
  readonly loaded: readonly string[];
  readonly isItsOwn: boolean;
  readonly manifests: readonly object[];
}

/** Defaults that newer versions of cdk8s-plus print for every pod and Deployment. */
const printedByNewer = new Set(['shareProcessNamespace', 'revisionHistoryLimit']);

function withoutDefaults(manifests: readonly object[]): unknown {
  return JSON.parse(JSON.stringify(manifests, (key, value: unknown) => (printedByNewer.has(key) ? undefined : value)));
}

test.each(versions)('the door for cdk8s-plus-%i loads only that one, and prints the same', (version) => {
  const { loaded, isItsOwn, manifests } = run(program(version)) as Result;
  const ofSources = run(program(28)) as Result;

  expect(loaded).toEqual([String(version)]);
  expect(isItsOwn).toBe(true);
  expect(manifests).toHaveLength(14);
  expect(withoutDefaults(manifests)).toEqual(withoutDefaults(ofSources.manifests));
});

test('clusters of two doors in one app are compared', () => {
  expect(
    run(`
      const { App, Chart, Testing } = require('cdk8s');
      const app = new App();
      const one = new Chart(app, 'one');
      const props = { name: 'shop', image: 'ghcr.io/acme/shop:1.0.0', http: { port: 4000 } };
      new (require('beam-cluster/cdk8s').BeamCluster)(one, 'a', props);
      new (require('beam-cluster/cdk8s-plus-34').BeamCluster)(one, 'b', props);
      try { app.synth(); } catch (error) { console.log(JSON.stringify(error.message.split('\\n').filter((line) => line.includes('name must')))); }
    `),
  ).toEqual([
    expect.stringMatching(
      /BeamCluster "b": name must not lead to an object that BeamCluster "a" \(one\/a\) prints too/,
    ),
  ]);
});
