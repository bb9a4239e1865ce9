import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describeImage, type Image } from './image';
import { withLock } from './lock';
import { runCommand } from './run';
import { cacheFolder, chosenToolchain, projectRoot, type Toolchain } from './toolchain';

/** A Mix project with a release. */
export interface Application {
  /** The name of the release. */
  readonly name: string;
  readonly folder: string;
  /** The folders of all that the release is made of. */
  readonly sources: readonly string[];
}

const example = join(projectRoot, 'examples/elixir');
const foundingExample: Application = {
  name: 'rsolv_api',
  folder: example,
  sources: [join(projectRoot, 'runtime'), example],
};
const oneHourMs = 3_600_000;

/** The image with the release of `examples/elixir` or of another application, built again when its sources have changed. */
export async function buildImage(given?: Toolchain, application = foundingExample): Promise<Image> {
  const toolchain = given ?? (await chosenToolchain());
  const folder = join(cacheFolder, toolchain.name);
  const releases = join(folder, 'releases');
  mkdirSync(releases, { recursive: true });
  const release = join(releases, fingerprint(application));
  // Test files run side by side: the first one builds.
  await withLock(join(folder, 'build.lock'), async () => {
    if (existsSync(release)) return;
    const unfinished = `${release}.new`;
    const mix = ['mix', 'release', '--quiet', '--overwrite', '--path', unfinished];
    const buildPath = join(folder, 'build', application.name);
    const env = { ...process.env, MIX_ENV: 'prod', MIX_BUILD_PATH: buildPath, LANG: 'C.UTF-8' };
    await runCommand(toolchain.command(application.folder, mix), { env, timeoutMs: 300_000 });
    renameSync(unfinished, release);
    removeOthers(releases, release);
  });
  return describeImage(toolchain.base, release, application.name);
}

/** A digest of all that the release is made of. */
function fingerprint({ sources }: Application): string {
  const digest = createHash('sha256');
  for (const source of sources) {
    for (const entry of readdirSync(source, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile() && /\.(ex|exs|eex|erl)$/.test(path) && !/\/(_build|deps|test)\//.test(path)) {
        digest.update(path).update(readFileSync(path));
      }
    }
  }
  return digest.digest('hex').slice(0, 16);
}

// Another run of the bed may still be using a release that was built a moment ago.
function removeOthers(folder: string, kept: string): void {
  for (const path of readdirSync(folder).map((entry) => join(folder, entry))) {
    const isOld = Date.now() - statSync(path).mtimeMs > oneHourMs;
    if (path !== kept && isOld) rmSync(path, { recursive: true, force: true });
  }
}
