import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../../test/bed/machine/run';
import { explainMissing, findMissingTools } from '../../../test/bed/setup';

const projectRoot = join(__dirname, '../../..');
const node = join(projectRoot, 'bench/bed/node');
const sources = [join(projectRoot, 'runtime/lib'), join(node, 'lib'), join(node, 'config')];
const name = 'bench_node';

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
  return join(release, 'bin', name);
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
