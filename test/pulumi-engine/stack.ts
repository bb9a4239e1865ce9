import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LocalWorkspace, type EngineEvent, type Stack } from '@pulumi/pulumi/automation';
import { projectRoot } from '../nodes/machine/toolchain';
import { tryCommand, type Outcome } from '../nodes/machine/run';
import type { Kept, State } from './kept';
import { useEngine } from './machine/engine';
import { providePlugins } from './plugins';
import { whenEnded } from './processes';
import type { Program } from './program';
import { outcomesOf, stepsOf, type Step } from './steps';

/** Settings of a program by their keys; `token` is a secret. */
export type Settings = Readonly<Record<string, string>>;

const stackName = 'test';
const tenMinutesMs = 600_000;

/** A stack of a program whose state is kept in a folder that goes with it. */
export class EngineStack {
  private readonly seen: EngineEvent[] = [];

  private constructor(
    private readonly folder: string,
    private readonly main: string,
    private readonly stack: Stack,
  ) {}

  /** Within the project, where the program finds the packages that it imports. */
  static async make(program: Program): Promise<EngineStack> {
    const place = join(projectRoot, 'dist/test');
    mkdirSync(place, { recursive: true });
    const folder = mkdtempSync(join(place, 'pulumi-'));
    try {
      return new EngineStack(folder, join(folder, program.settings.main ?? ''), await makeStack(folder, program));
    } catch (error) {
      rmSync(folder, { recursive: true });
      throw error;
    }
  }

  /** A folder for the manifests of a provider that renders. */
  get renderFolder(): string {
    return join(this.folder, 'rendered');
  }

  async configure(settings: Settings): Promise<void> {
    for (const [key, value] of Object.entries(settings)) {
      await this.stack.setConfig(key, { value, secret: key === 'token' });
    }
  }

  /** Changes the text of the program, as its author would. */
  edit(from: string, to: string): void {
    const source = readFileSync(this.main, 'utf8');
    if (!source.includes(from)) throw new Error(`The program has no ${from}.`);
    writeFileSync(this.main, source.replaceAll(from, to));
  }

  up(): Promise<readonly Step[]> {
    return this.watch((onEvent) => this.stack.up({ onEvent }));
  }

  preview(): Promise<readonly Step[]> {
    return this.watch((onEvent) => this.stack.preview({ onEvent }));
  }

  /** Gives what was found of each resource: `same`, `update` where the engine knew less of it, or `delete`. */
  refresh(): Promise<readonly Step[]> {
    return this.watch((onEvent) => this.stack.refresh({ onEvent }), outcomesOf);
  }

  destroy(): Promise<readonly Step[]> {
    return this.watch((onEvent) => this.stack.destroy({ onEvent }));
  }

  /** Runs a command of Pulumi on the stack, as a user does, to its end, whatever that is. */
  run(...command: readonly string[]): Promise<Outcome> {
    const [line, options] = this.asUser(command);
    return tryCommand(line, { ...options, timeoutMs: tenMinutesMs });
  }

  /** The same, but ends the engine with SIGKILL after a time, if it has not ended before. What it started has ended as well then. */
  async runUntilKilled(afterMs: number, ...command: readonly string[]): Promise<void> {
    const [[program = '', ...args], options] = this.asUser(command);
    const limit = { timeout: Math.ceil(afterMs), killSignal: 'SIGKILL' } as const;
    await once(spawn(program, args, { ...options, ...limit, stdio: 'ignore' }), 'exit');
    await whenEnded(`file://${join(this.folder, 'state')}`);
  }

  private asUser(command: readonly string[]) {
    const { workDir: cwd, envVars } = this.stack.workspace;
    const line = ['pulumi', ...command, '--stack', stackName, '--non-interactive', '--color', 'never'];
    return [line, { cwd, env: { ...process.env, ...envVars } }] as const;
  }

  /** The cookie in clear, and whether the engine keeps it as a secret. */
  async cookie(): Promise<{ readonly value: string | undefined; readonly secret: boolean | undefined }> {
    const { cookie } = await this.stack.outputs();
    const kept = cookie?.value as Readonly<Record<string, string>> | undefined;
    return { value: kept?.['erlang-cookie'], secret: cookie?.secret };
  }

  /** The resources that the engine keeps. */
  async resources(): Promise<readonly Kept[]> {
    return (await this.state()).resources ?? [];
  }

  /** The resources that the engine was at work on when it was killed. */
  async interrupted(): Promise<readonly Kept[]> {
    return ((await this.state()).pending_operations ?? []).map(({ resource }) => resource);
  }

  private async state(): Promise<State> {
    const { deployment } = (await this.stack.exportStack()) as { readonly deployment?: State | null };
    return deployment ?? {};
  }

  /** All that the engine has written of the stack, its settings included, as one text; but for the manifests. */
  written(): string {
    const files = readdirSync(this.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !file.startsWith(this.renderFolder));
    return files.map((file) => readFileSync(file, 'utf8')).join('\n');
  }

  /** All events that the engine has sent about its operations, but for its messages for debugging. */
  events(): string {
    // The type of the severity lacks the one for debugging, which is sent all the same.
    const sent = this.seen.filter((event) => (event.diagnosticEvent?.severity as string | undefined) !== 'debug');
    return sent.map((event) => JSON.stringify(event)).join('\n');
  }

  /** Takes away what is left of it, whatever has happened. */
  async remove(): Promise<void> {
    try {
      await this.stack.destroy();
    } finally {
      rmSync(this.folder, { recursive: true });
    }
  }

  private async watch(
    operate: (onEvent: (event: EngineEvent) => void) => Promise<unknown>,
    read = stepsOf,
  ): Promise<readonly Step[]> {
    const events: EngineEvent[] = [];
    try {
      await operate((event) => void events.push(event));
    } finally {
      this.seen.push(...events);
    }
    return read(events);
  }
}

async function makeStack(workDir: string, { settings, text }: Program): Promise<Stack> {
  const [main, state] = [join(workDir, settings.main ?? ''), join(workDir, 'state')];
  mkdirSync(dirname(main), { recursive: true });
  mkdirSync(state);
  writeFileSync(main, text);
  const envVars = {
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_CONFIG_PASSPHRASE: randomBytes(16).toString('hex'),
    PULUMI_SKIP_UPDATE_CHECK: 'true',
  };
  useEngine();
  const stack = await LocalWorkspace.createOrSelectStack(
    { stackName, workDir },
    { envVars, projectSettings: settings },
  );
  await providePlugins(stack.workspace);
  return stack;
}
