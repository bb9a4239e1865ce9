#!/usr/bin/env node
import { Command } from 'commander';
import { packageVersion } from './package-root';
import { runtimeCommand } from './runtime-command';
import { UserError } from './user-error';

/** The operator's command line. Exit codes: 0 done, 1 could not be done, 2 the call was wrong. */
export function program(): Command {
  const beamCluster = new Command('beam-cluster')
    .description('BEAM clusters on Kubernetes')
    .version(packageVersion())
    .showHelpAfterError('(add --help for examples)')
    .exitOverride();
  return beamCluster.addCommand(runtimeCommand().copyInheritedSettings(beamCluster));
}

export async function run(args: readonly string[]): Promise<number> {
  try {
    await program().parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof UserError) {
      console.error(`beam-cluster: ${error.message}`);
      return 1;
    }
    const { exitCode } = error as { readonly exitCode?: number };
    if (exitCode === undefined) throw error;
    return exitCode === 0 ? 0 : 2;
  }
}

if (require.main === module) void run(process.argv.slice(2)).then((code) => (process.exitCode = code));
