import { Command } from 'commander';
import { compareRuntime, type Comparison } from './compare-runtime';
import { UserError } from './errors';
import { exitCodes } from './exit-codes';
import { packageVersion } from './package-files';
import type { Terminal } from './terminal';
import { vendorRuntime } from './vendor-runtime';

const examples = `
Examples:
  $ npx beam-cluster runtime vendor/beam_cluster          into the build context of an image
  $ npx beam-cluster runtime vendor/beam_cluster --check  whether that copy is older or changed
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
    .option(
      '--check',
      'copy nothing; compare the copy in the folder with this package, and exit with 1 where they differ',
    )
    .option('--json', 'print the result as JSON')
    .addHelpText('after', examples)
    .action(
      (folder: string, { json = false, check = false }: { readonly json?: boolean; readonly check?: boolean }) => {
        if (check) {
          const comparison = compareRuntime(folder);
          if (json) terminal.printJson({ folder, ...comparison });
          else terminal.print(describe(folder, comparison));
          if (comparison.state !== 'same') terminal.exitCode = exitCodes.problem;
          return;
        }
        const files = copyRuntime(folder);
        const version = packageVersion();
        if (json) terminal.printJson({ folder, version, files });
        else terminal.print(`beam_cluster ${version}: ${files.length} files in ${folder}`);
      },
    );
}

function describe(folder: string, { state, version, packageVersion, files }: Comparison): string {
  const renew = `npx beam-cluster runtime ${folder}`;
  switch (state) {
    case 'same':
      return `${folder} has beam_cluster ${version}, the same as this package`;
    case 'older':
      return `${folder} has beam_cluster ${version}, older than ${packageVersion} of this package; renew it with ${renew}`;
    case 'newer':
      return `${folder} has beam_cluster ${version}, newer than ${packageVersion} of this package; update the npm package`;
    case 'changed':
      return [
        `${folder} has beam_cluster ${version} with changes; restore it with ${renew}`,
        ...files.map((file) => `  ${file}`),
      ].join('\n');
  }
}
