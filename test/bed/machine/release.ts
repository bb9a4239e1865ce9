import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describeImage, type Image } from './image';
import { runCommand } from './run';
import { machineToolchain, type Toolchain } from './toolchain';

const projectRoot = join(__dirname, '../../..');
const sources = ['runtime', 'examples/elixir'];
const name = 'rsolv_api';
const oneHourMs = 3_600_000;

/** The image with the release of `examples/elixir`, built again when its sources have changed. */
export async function buildImage(toolchain: Toolchain = machineToolchain): Promise<Image> {
  const folder = join(projectRoot, '.cache/bed', toolchain.name);
  const releases = join(folder, 'releases');
  mkdirSync(releases, { recursive: true });
  const release = join(releases, fingerprint());
  const build = `mix release --quiet --overwrite --path ${release}.new && mv ${release}.new ${release}`;
  const command = toolchain.command(
    ['sh', '-c', `test -d ${release} || { rm -rf ${release}.new; ${build}; }`],
    projectRoot,
  );
  const env = { ...process.env, MIX_ENV: 'prod', MIX_BUILD_PATH: join(folder, 'build'), LANG: 'C.UTF-8' };
  // Test files run side by side: the first one builds. The lock is the kernel's, and goes with its process.
  await runCommand(['flock', join(folder, 'lock'), ...command], {
    cwd: join(projectRoot, 'examples/elixir'),
    env,
    timeoutMs: 300_000,
  });
  removeOthers(releases, release);
  return describeImage(toolchain.base, release, name);
}

/** A digest of all that the release is made of. */
function fingerprint(): string {
  const digest = createHash('sha256');
  for (const source of sources) {
    for (const entry of readdirSync(join(projectRoot, source), { recursive: true, withFileTypes: true })) {
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
