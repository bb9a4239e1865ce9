import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPackage } from '../../package/boundaries/built-package';

const folders: string[] = [];

function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), name));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function synthesize(program: string, timeZone: string): Readonly<Record<string, string>> {
  const outdir = temporaryFolder('manifests-');
  const env = { ...process.env, TZ: timeZone, LANG: 'C', CDK8S_OUTDIR: outdir };
  execFileSync(process.execPath, [program], { env, cwd: temporaryFolder('cwd-') });
  return Object.fromEntries(readdirSync(outdir).map((file) => [file, readFileSync(join(outdir, file), 'utf8')]));
}

test('two synths of main.ts in other folders and time zones are the same to the byte', () => {
  const [here, there] = [temporaryFolder('here-'), temporaryFolder('over-there-')];
  const first = synthesize(
    join(buildPackage(here, ['cdk8s', 'cdk8s-plus-28', 'constructs']), 'main.js'),
    'Pacific/Kiritimati',
  );
  const second = synthesize(
    join(buildPackage(there, ['cdk8s', 'cdk8s-plus-28', 'constructs']), 'main.js'),
    'America/Adak',
  );

  expect(Object.keys(first)).toEqual(['rsolv-api.k8s.yaml']);
  expect(first['rsolv-api.k8s.yaml']).toContain('name: rsolv-api-headless');
  expect(second).toEqual(first);
});
