import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What the bed starts, and the Debian package that has it. */
const tools = [
  { tool: 'elixir', package: 'elixir' },
  { tool: 'erl', package: 'erlang-base' },
  { tool: 'dialyzer', package: 'erlang-dialyzer' },
  { tool: 'ip', package: 'iproute2' },
  { tool: 'nft', package: 'nftables' },
  { tool: 'unshare', package: 'util-linux' },
  { tool: 'nsenter', package: 'util-linux' },
  { tool: 'setpriv', package: 'util-linux' },
  { tool: 'flock', package: 'util-linux' },
  { tool: 'mount', package: 'mount' },
  { tool: 'script', package: 'bsdutils' },
  { tool: 'bash', package: 'bash' },
  { tool: 'faketime', package: 'faketime' },
  { tool: 'openssl', package: 'openssl' },
] as const;

export type Tool = (typeof tools)[number];

/** The tools of the bed that this machine lacks. */
export function findMissingTools(): readonly Tool[] {
  return tools.filter(({ tool }) => !isInstalled(tool));
}

export function isInstalled(tool: string): boolean {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => isExecutable(join(folder, tool)));
}

/** Installs what is missing where that can be done, and gives what is missing still. */
export function installTools(): readonly Tool[] {
  const missing = findMissingTools();
  if (missing.length === 0 || !isRootOnDebian()) return missing;
  // The lists of a fresh machine are empty or old.
  runApt(['update']);
  runApt(['install', '--yes', '--no-install-recommends', ...packagesOf(missing)]);
  return findMissingTools();
}

/** The lines that tell a person what to install, and how. */
export function explainMissing(missing: readonly Tool[]): string {
  const named = missing.map(({ tool, package: name }) => `${tool}: apt-get install ${name}`);
  return [
    `The bed needs ${missing.length} tools that are not here:`,
    ...named.map((line) => `  ${line}`),
    `All at once, on Debian: sudo apt-get install --yes ${packagesOf(missing).join(' ')}`,
  ].join('\n');
}

function packagesOf(missing: readonly Tool[]): readonly string[] {
  return [...new Set(missing.map((tool) => tool.package))];
}

function isRootOnDebian(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version');
}

function runApt(args: readonly string[]): void {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['--quiet', ...args], { stdio: ['ignore', 'inherit', 'inherit'], env: environment });
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

if (require.main === module) {
  const missing = installTools();
  if (missing.length > 0) {
    console.error(explainMissing(missing));
    // What sysexits.h calls "service unavailable".
    process.exitCode = 69;
  }
}
