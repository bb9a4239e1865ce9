import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { compile, quickly } from './compile';
import { programFolder } from './paths';
import type { Progress } from './progress';

/** As `kubernetes/go.mod` has it. */
export const kubernetesVersion = 'v1.34.4';

/** Compiles the Go programs whose sources have changed since they were last compiled. */
export async function compilePrograms(progress: Progress): Promise<void> {
  await compile({ ...named('pause'), flags: ['-ldflags', '-s -w'], about: 'compiling pause' }, progress);
  const flags = [...quickly, '-ldflags', versionFlags()];
  const about = 'compiling Kubernetes and CoreDNS, which takes minutes once';
  await compile({ ...named('kubernetes'), flags, about }, progress);
  linkKubectl();
}

function named(name: string) {
  return { sources: join(__dirname, name), program: join(programFolder, name) };
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

function linkKubectl(): void {
  const link = join(programFolder, 'kubectl');
  rmSync(link, { force: true });
  symlinkSync('kubernetes', link);
}
