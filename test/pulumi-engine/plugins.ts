import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '@pulumi/pulumi/automation';
import { isInstalled } from '../nodes/setup';
import { projectRoot } from '../nodes/machine/toolchain';

export interface Plugin {
  readonly name: string;
  readonly version: string;
}

/** The plugins that the packages of this project ask the engine for. */
export function neededPlugins(): readonly Plugin[] {
  return ['kubernetes', 'random'].map((name) => ({ name, version: versionOf(name) }));
}

/** The version of one of Pulumi's packages in this project, which is that of its plugin too. */
export function versionOf(name: string): string {
  const file = join(projectRoot, 'node_modules/@pulumi', name, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
}

/** Those that are not there in the version that is asked for. */
export function missingPlugins(
  needed: readonly Plugin[],
  installed: readonly { readonly name: string; readonly version?: string }[],
): readonly Plugin[] {
  const isThere = ({ name, version }: Plugin) =>
    installed.some((plugin) => plugin.name === name && plugin.version?.replace(/^v/, '') === version);
  return needed.filter((plugin) => !isThere(plugin));
}

/** Installs what is missing, or says plainly what and how it is got. A plugin on the PATH is taken as it is. */
export async function providePlugins(workspace: Workspace): Promise<void> {
  const needed = neededPlugins().filter(({ name }) => !isInstalled(`pulumi-resource-${name}`));
  const installed = await workspace.listPlugins();
  for (const plugin of missingPlugins(needed, installed)) {
    try {
      await workspace.installPlugin(plugin.name, `v${plugin.version}`);
    } catch (error) {
      throw new Error(describeMissing(plugin), { cause: error });
    }
  }
}

export function describeMissing({ name, version }: Plugin): string {
  return (
    `Pulumi's plugin ${name} ${version} is missing, and could not be installed. With a network: ` +
    `pulumi plugin install resource ${name} v${version}`
  );
}
