#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { cookieCommand } from './cookie/cookie-command';
import { doctorCommand } from './doctor/doctor-command';
import { reportError } from './errors';
import { exitCodes } from './exit-codes';
import { packageVersion } from './package-files';
import { runtimeCommand } from './runtime-command';
import { linesOf } from './shown';
import { statusCommand } from './status/status-command';
import { Terminal } from './terminal';

/** The operator's command line; what its exit codes mean is in `exit-codes.ts`. */
export function program(terminal: Terminal): Command {
  const beamCluster = new Command('beam-cluster')
    .description('BEAM clusters on Kubernetes')
    .version(packageVersion())
    .configureOutput({
      writeOut: (text) => {
        terminal.print(linesOf(text));
      },
      writeErr: (text) => {
        terminal.note(linesOf(text));
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
    // Commander has printed it already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    return reportError(terminal, error);
  }
}

if (require.main === module) {
  const terminal = Terminal.ofProcess();
  // Node would print what was thrown as it is, and with it a line of the bundle that is as long as the bundle.
  process.on('uncaughtException', (error) => process.exit(reportError(terminal, error)));
  // Whoever read has seen enough.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => process.exit());
  void run(process.argv.slice(2), terminal).then((code) => (process.exitCode = code));
}
