import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LocalWorkspace, type EngineEvent, type Stack } from '@pulumi/pulumi/automation';
import { projectRoot } from '../nodes/machine/toolchain';
import { providePlugins } from './plugins';
import { outcomesOf, stepsOf, type Step } from './steps';

/** The settings of the program; `token` is a secret. */
export type Settings = Readonly<Record<'image' | 'namespace' | 'greeting' | 'token', string>> & {
  readonly renderTo?: string;
};

/** A stack of the tests' program whose state is kept in a folder that goes with it. */
export class EngineStack {
  private constructor(
    private readonly folder: string,
    private readonly stack: Stack,
  ) {}

  /** Within the project, where the program finds the packages that it imports. */
  static async make(): Promise<EngineStack> {
    const place = join(projectRoot, 'dist/test');
    mkdirSync(place, { recursive: true });
    const folder = mkdtempSync(join(place, 'pulumi-'));
    try {
      return new EngineStack(folder, await makeStack(folder));
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

  /** The cookie in clear, and whether the engine keeps it as a secret. */
  async cookie(): Promise<{ readonly value: string | undefined; readonly secret: boolean | undefined }> {
    const { cookie } = await this.stack.outputs();
    const kept = cookie?.value as Readonly<Record<string, string>> | undefined;
    return { value: kept?.['erlang-cookie'], secret: cookie?.secret };
  }

  /** All that the engine has written of the stack, its settings included, as one text. */
  written(): string {
    const folders = [join(this.folder, 'state'), join(this.folder, 'program')];
    const files = folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name)),
    );
    return files.map((file) => readFileSync(file, 'utf8')).join('\n');
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
    await operate((event) => void events.push(event));
    return read(events);
  }
}

async function makeStack(folder: string): Promise<Stack> {
  const [program, state] = [join(folder, 'program'), join(folder, 'state')];
  cpSync(join(__dirname, 'program'), program, { recursive: true });
  mkdirSync(state);
  const envVars = {
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_CONFIG_PASSPHRASE: randomBytes(16).toString('hex'),
    PULUMI_SKIP_UPDATE_CHECK: 'true',
  };
  const stack = await LocalWorkspace.createOrSelectStack({ stackName: 'test', workDir: program }, { envVars });
  await providePlugins(stack.workspace);
  return stack;
}
