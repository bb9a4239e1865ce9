import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../nodes/machine/run';
import { programFolder } from './paths';
import type { Progress } from './progress';

/** As `kubernetes/go.mod` has it. */
export const kubernetesVersion = 'v1.34.4';

const oneHourMs = 3_600_000;

/** Compiles the Go programs whose sources have changed since they were last compiled. */
export async function compilePrograms(progress: Progress): Promise<void> {
  mkdirSync(programFolder, { recursive: true });
  await compile('pause', ['-ldflags', '-s -w'], progress);
  // Optimised code would take a third more time to compile, and starts the cluster no sooner.
  await compile('kubernetes', ['-gcflags', 'all=-N -l -dwarf=false', '-ldflags', versionFlags()], progress);
  linkKubectl();
}

async function compile(name: string, flags: readonly string[], progress: Progress): Promise<void> {
  const sources = join(__dirname, name);
  const program = join(programFolder, name);
  const stamp = join(programFolder, `.${name}`);
  const digest = fingerprint(sources, flags);
  if (existsSync(program) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  const unfinished = `${program}.new`;
  const build = ['go', 'build', '-trimpath', ...flags, '-o', unfinished, '.'];
  const env = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false', GOTOOLCHAIN: 'local' };
  const about =
    name === 'kubernetes' ? 'compiling Kubernetes and CoreDNS, which takes minutes once' : `compiling ${name}`;
  await progress.step(about, () => runCommand(build, { env, cwd: sources, timeoutMs: oneHourMs }));
  renameSync(unfinished, program);
  writeFileSync(stamp, digest);
}

// Without them the programs call themselves v0.0.0, and kubectl and the API server complain about each other.
function versionFlags(): string {
  const [major = '', minor = ''] = kubernetesVersion.slice(1).split('.');
  const values = { gitVersion: kubernetesVersion, gitMajor: major, gitMinor: minor, gitTreeState: 'clean' };
  const settings = ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'].flatMap((path) =>
    Object.entries(values).map(([name, value]) => `-X ${path}.${name}=${value}`),
  );
  return ['-s -w', ...settings].join(' ');
}

function fingerprint(folder: string, flags: readonly string[]): string {
  const digest = createHash('sha256').update(flags.join());
  for (const file of readdirSync(folder).sort()) digest.update(file).update(readFileSync(join(folder, file)));
  return digest.digest('hex');
}

function linkKubectl(): void {
  const link = join(programFolder, 'kubectl');
  rmSync(link, { force: true });
  symlinkSync('kubernetes', link);
}
