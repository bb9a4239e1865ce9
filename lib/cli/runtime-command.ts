import { Command } from 'commander';
import { UserError } from './errors';
import { packageVersion } from './package-files';
import type { Terminal } from './terminal';
import { vendorRuntime } from './vendor-runtime';

const examples = `
Examples:
  $ npx beam-cluster runtime vendor/beam_cluster          into the build context of an image
  $ npx beam-cluster runtime vendor/beam_cluster --json   the same, with JSON as output

Then, in mix.exs:
  {:beam_cluster, path: "vendor/beam_cluster"}
`;

/** An error of the file system is printed as its code, because only the user's folder is written. */
function copyRuntime(folder: string): readonly string[] {
  try {
    return vendorRuntime(folder);
  } catch (error) {
    const { code } = error as { readonly code?: string };
    throw code === undefined ? error : new UserError(`${folder} cannot be written: ${code}.`);
  }
}

export function runtimeCommand(terminal: Terminal): Command {
  return new Command('runtime')
    .summary('copy the Elixir runtime into a folder')
    .description(
      'Copies the version of the Elixir runtime that matches this package into a folder. A copy made before is replaced.',
    )
    .argument('<folder>', 'where mix.exs will be')
    .option('--json', 'print what was done as JSON')
    .addHelpText('after', examples)
    .action((folder: string, { json = false }: { readonly json?: boolean }) => {
      const files = copyRuntime(folder);
      const version = packageVersion();
      if (json) terminal.printJson({ folder, version, files });
      else terminal.print(`beam_cluster ${version}: ${files.length} files in ${folder}`);
    });
}
