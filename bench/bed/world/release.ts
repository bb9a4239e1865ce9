import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../../test/nodes/machine/run';
import { explainMissing, findMissingTools } from '../../../test/nodes/setup';

const projectRoot = join(__dirname, '../../..');
const node = join(projectRoot, 'bench/bed/node');
const sources = [join(projectRoot, 'runtime/lib'), join(node, 'lib'), join(node, 'config')];
const name = 'bench_node';
// Longer than all rows take.
const keptMs = 4 * 3_600_000;

let built: Promise<string> | undefined;

/** The command that starts the release in which all contenders are: the same for the whole run. */
export function theRelease(): Promise<string> {
  return (built ??= build());
}

async function build(): Promise<string> {
  if (process.getuid?.() !== 0)
    throw new Error('The rows on real nodes make network namespaces, which needs root on Linux.');
  const missing = findMissingTools();
  if (missing.length > 0) throw new Error(explainMissing(missing));
  const folder = join(projectRoot, '.cache/bench');
  mkdirSync(folder, { recursive: true });
  const release = join(folder, fingerprint());
  const compile = `mix release --quiet --overwrite --path ${release}.new && mv ${release}.new ${release}`;
  // The lock is the kernel's, and goes with its process.
  await runCommand(['flock', join(folder, 'lock'), 'sh', '-c', `test -d ${release} || { ${compile}; }`], {
    cwd: node,
    env: { ...process.env, MIX_ENV: 'prod', MIX_BUILD_PATH: join(folder, 'build'), LANG: 'C.UTF-8' },
    timeoutMs: 300_000,
  });
  utimesSync(release, new Date(), new Date());
  removeOld(folder);
  return join(release, 'bin', name);
}

/** Removes the releases that no run has begun with for hours; another one may still be in use. */
function removeOld(folder: string): void {
  const releases = readdirSync(folder).filter((entry) => /^[0-9a-f]{16}(\.new)?$/.test(entry));
  for (const path of releases.map((entry) => join(folder, entry))) {
    if (Date.now() - statSync(path).mtimeMs > keptMs) rmSync(path, { recursive: true, force: true });
  }
}

function fingerprint(): string {
  const digest = createHash('sha256');
  for (const source of sources) {
    for (const path of readdirSync(source, { recursive: true, encoding: 'utf8' }).sort()) {
      if (/\.exs?$/.test(path)) digest.update(path).update(readFileSync(join(source, path)));
    }
  }
  return digest.digest('hex').slice(0, 16);
}
