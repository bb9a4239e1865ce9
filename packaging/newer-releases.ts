import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import pc from 'picocolors';

const licenses = 'dist/lib/cli/cluster/kubernetes-client.licenses.txt';

const usage = `Compares the packages in the bundle of the command line with the registry. Exits with 1 if one has a newer release.

  npm run build && npm run releases`;

interface Bundled {
  readonly name: string;
  readonly version: string;
}

/** The packages of the bundle, from the titles of their licenses. */
export function bundledPackages(text: string): readonly Bundled[] {
  return [...text.matchAll(/^(\S+) (\d\S*) \(.+\)\n=+$/gm)].map(([, name = '', version = '']) => ({ name, version }));
}

/** One line for each package that has a newer release. */
export function newerReleases(bundled: readonly Bundled[], latest: ReadonlyMap<string, string>): readonly string[] {
  return bundled
    .filter(({ name, version }) => latest.get(name) !== version)
    .map(({ name, version }) => `${name} ${version} is bundled, ${latest.get(name) ?? 'nothing'} is the latest`);
}

async function latestOf(name: string): Promise<readonly [string, string]> {
  const { stdout } = await promisify(execFile)('npm', ['view', name, 'dist-tags.latest']);
  return [name, stdout.trim()];
}

async function main(): Promise<number> {
  if (!existsSync(licenses)) {
    console.error(usage);
    return 64;
  }
  const bundled = bundledPackages(readFileSync(licenses, 'utf8'));
  const lines = newerReleases(bundled, new Map(await Promise.all(bundled.map(({ name }) => latestOf(name)))));
  for (const line of lines) console.log(pc.yellow(line));
  console.log(`${bundled.length - lines.length} of ${bundled.length} bundled packages are the latest release.`);
  return lines.length === 0 ? 0 : 1;
}

if (require.main === module) void main().then((code) => (process.exitCode = code));
