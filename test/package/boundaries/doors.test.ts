import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPackage } from './built-package';

const ofCdk8s = ['cdk8s', 'cdk8s-plus-28', 'constructs'];
const ofPulumi = ['@pulumi/pulumi', '@pulumi/kubernetes', '@pulumi/random'];

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'doors-'))));
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** What a program prints that is beside the package, where only the given packages are installed. */
function run(program: string, packages: readonly string[]): { out: string; problem: string } {
  buildPackage(folder, packages);
  writeFileSync(join(folder, 'program.js'), program);
  const { stdout, stderr } = spawnSync(process.execPath, ['program.js'], { cwd: folder, encoding: 'utf8' });
  return { out: stdout.trim(), problem: /^Error: (.*)$/m.exec(stderr)?.[1] ?? '' };
}

const namesOf = (door: string) => `console.log(Object.keys(require('${door}')).sort().join(' '))`;

describe('doors load alone', () => {
  test('cdk8s without Pulumi', () => {
    expect(run(namesOf('beam-cluster/cdk8s'), ofCdk8s)).toEqual({
      out: 'BeamCluster BeamClusterAttachment ClusterPropsError',
      problem: '',
    });
  });

  test('Pulumi without cdk8s', () => {
    expect(run(namesOf('beam-cluster/pulumi'), ofPulumi)).toEqual({
      out: 'BeamCluster BeamClusterAttachment',
      problem: '',
    });
  });

  test.each(['beam-cluster', 'beam-cluster/model'])('%s with nothing installed', (door) => {
    expect(run(namesOf(door), [])).toEqual({
      out: 'ClusterPropsError contract describeProblem jsonSchema manifests modelAttachment modelCluster readCluster',
      problem: '',
    });
  });

  test('and a door whose engine is absent says which package is missing', () => {
    expect(run(namesOf('beam-cluster/cdk8s'), ofPulumi).problem).toMatch(/^Cannot find module '(cdk8s|constructs)/);
    rmSync(join(folder, 'node_modules'), { recursive: true });
    expect(run(namesOf('beam-cluster/pulumi'), ofCdk8s).problem).toMatch(/^Cannot find module '@pulumi\//);
  });

  test('and cdk8s says which package is missing, or which door is for the one that is there', () => {
    expect(run(namesOf('beam-cluster/cdk8s'), ['cdk8s', 'constructs']).problem).toBe(
      'beam-cluster/cdk8s needs the package cdk8s-plus-28. Run: npm install cdk8s-plus-28',
    );
    rmSync(join(folder, 'node_modules'), { recursive: true });
    expect(run(namesOf('beam-cluster/cdk8s'), ['cdk8s', 'constructs', 'cdk8s-plus-33']).problem).toBe(
      'beam-cluster/cdk8s is for cdk8s-plus-28, and cdk8s-plus-33 is installed. Import from "beam-cluster/cdk8s-plus-33".',
    );
    rmSync(join(folder, 'node_modules'), { recursive: true });
    expect(run(namesOf('beam-cluster/cdk8s-plus-33'), ofCdk8s).problem).toBe(
      'beam-cluster/cdk8s-plus-33 is for cdk8s-plus-33, and cdk8s-plus-28 is installed. Import from "beam-cluster/cdk8s".',
    );
  });

  test('and cdk8s loads not a file of Pulumi, nor Pulumi one of cdk8s, where both are there', () => {
    const loaded = (door: string) =>
      `require('${door}'); console.log(Object.keys(require.cache).filter((file) => /node_modules/.test(file)).map((file) => file.split('node_modules/')[1].split('/')[0]).join(' '))`;
    const both = [...ofCdk8s, ...ofPulumi];
    const byCdk8s = run(loaded('beam-cluster/cdk8s'), both).out.split(' ');
    rmSync(join(folder, 'node_modules'), { recursive: true });
    const byPulumi = run(loaded('beam-cluster/pulumi'), both).out.split(' ');

    expect(byCdk8s).toContain('cdk8s');
    expect(byCdk8s).not.toContain('@pulumi');
    expect(byPulumi).toContain('@pulumi');
    expect(byPulumi.filter((name) => name.startsWith('cdk8s') || name === 'constructs')).toEqual([]);
  });
});
