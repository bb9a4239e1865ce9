/** An Elixir and an Erlang, and the root file system that they are in. */
export interface Toolchain {
  readonly name: string;
  readonly base: string;
  /** The command line that runs `command` there, with the project under the path that it has here. */
  readonly command: (command: readonly string[], project: string) => readonly string[];
}

export const machineToolchain: Toolchain = { name: 'machine', base: '/', command: (command) => command };
