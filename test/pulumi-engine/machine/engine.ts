import { mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { compile, quickly, type GoProgram } from '../../kubernetes/machine/compile';
import { Progress } from '../../kubernetes/machine/progress';
import { withLock } from '../../nodes/machine/lock';
import { projectRoot } from '../../nodes/machine/toolchain';
import { isInstalled } from '../../nodes/setup';
import { versionOf } from '../plugins';

const cacheFolder = join(projectRoot, '.cache/pulumi');
const programFolder = join(cacheFolder, 'bin');
const standIns = join(projectRoot, 'test/pulumi-engine/stand-ins/bin');

/** Puts an engine on the PATH of this process: none where one is there, otherwise the one that is compiled here, with its plugins. */
export function useEngine(): void {
  if (isInstalled('pulumi')) return;
  process.env['PATH'] = [programFolder, standIns, process.env['PATH']].join(delimiter);
}

/** Compiles Pulumi and its Kubernetes provider where no engine is on the PATH and they are not compiled yet. */
export async function prepareEngine(progress = new Progress()): Promise<void> {
  if (isInstalled('pulumi')) return;
  mkdirSync(programFolder, { recursive: true });
  await withLock(join(cacheFolder, 'prepare.lock'), async () => {
    await compile(commandLine(), progress);
    await compile(kubernetesProvider(), progress);
  });
}

function commandLine(): GoProgram {
  const version = `github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${versionOf('pulumi')}`;
  return {
    program: join(programFolder, 'pulumi'),
    sources: join(__dirname, 'pulumi'),
    package: 'github.com/pulumi/pulumi/pkg/v3/cmd/pulumi',
    flags: [...quickly, '-ldflags', `-s -w -X ${version}`],
    about: 'compiling Pulumi, which takes minutes once',
  };
}

function kubernetesProvider(): GoProgram {
  const name = 'pulumi-resource-kubernetes';
  return {
    program: join(programFolder, name),
    sources: join(__dirname, name),
    borrowed: {
      module: 'github.com/pulumi/pulumi-kubernetes/provider/v4',
      files: [`cmd/${name}/schema.json`, `cmd/${name}/terraform-mapping.json`],
    },
    flags: [...quickly, '-ldflags', `-s -w -X main.version=${versionOf('kubernetes')}`],
    about: "compiling Pulumi's Kubernetes provider, which takes minutes once",
  };
}

if (require.main === module) void prepareEngine();
