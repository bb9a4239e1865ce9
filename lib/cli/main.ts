#!/usr/bin/env node
import { Command } from 'commander';
import { cookieCommand } from './cookie/cookie-command';
import { doctorCommand } from './doctor/doctor-command';
import { exitCodes } from './exit-codes';
import { packageVersion } from './package-root';
import { runtimeCommand } from './runtime-command';
import { statusCommand } from './status/status-command';
import { Terminal } from './terminal';
import { UserError } from './user-error';

/** The operator's command line; what its exit codes mean is in `exit-codes.ts`. */
export function program(terminal: Terminal): Command {
  const beamCluster = new Command('beam-cluster')
    .description('BEAM clusters on Kubernetes')
    .version(packageVersion())
    .configureOutput({
      writeOut: (text) => {
        terminal.print(text.trimEnd());
      },
      writeErr: (text) => {
        terminal.note(text.trimEnd());
      },
    })
    .showHelpAfterError('(add --help for examples)')
    .exitOverride();
  for (const command of [
    cookieCommand(terminal),
    doctorCommand(terminal),
    runtimeCommand(terminal),
    statusCommand(terminal),
  ]) {
    beamCluster.addCommand(command.copyInheritedSettings(beamCluster));
  }
  return beamCluster;
}

export async function run(args: readonly string[], terminal: Terminal = Terminal.ofProcess()): Promise<number> {
  try {
    await program(terminal).parseAsync(args, { from: 'user' });
    return terminal.exitCode;
  } catch (error) {
    if (error instanceof UserError) {
      terminal.note(`beam-cluster: ${error.message}`);
      return error.exitCode;
    }
    const { exitCode } = error as { readonly exitCode?: number };
    if (exitCode === undefined) throw error;
    return exitCode === 0 ? exitCodes.done : exitCodes.usage;
  }
}

if (require.main === module) void run(process.argv.slice(2)).then((code) => (process.exitCode = code));
