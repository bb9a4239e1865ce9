import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareEngine } from '../../test/pulumi-engine/machine/engine';
import { typescriptProgram } from '../../test/pulumi-engine/program';
import { EngineStack } from '../../test/pulumi-engine/stack';
import { compare } from '../measure/compare';
import type { Measured, Row } from '../row';

const repeats = 7;
const goal = { of: 'ratio', atMost: 1.1 } as const;

/** Compares a command on two stacks: the founding example by the component, and the same objects by hand. */
async function compareStacks(measure: (stack: EngineStack) => Promise<number>): Promise<Measured> {
  await prepareEngine();
  const stacks = [await stackOf('by-component'), await stackOf('by-hand')] as const;
  const [ours, others] = stacks;
  try {
    return await compare({ ours: () => measure(ours), others: () => measure(others) }, { counted: repeats });
  } finally {
    for (const stack of stacks) await stack.remove();
  }
}

async function stackOf(program: string): Promise<EngineStack> {
  const text = readFileSync(join(__dirname, 'programs', `${program}.ts`), 'utf8');
  const stack = await EngineStack.make(typescriptProgram(text));
  await stack.configure({ renderTo: stack.renderFolder });
  return stack;
}

/** Milliseconds on the clock of a command that must succeed. */
async function time(stack: EngineStack, ...command: readonly string[]): Promise<number> {
  const start = performance.now();
  const { code, stdout, stderr } = await stack.run(...command);
  if (code !== 0) throw new Error(`pulumi ${command.join(' ')} ended with ${String(code)}:\n${stdout}${stderr}`);
  return performance.now() - start;
}

const preview: Row = {
  name: 'pulumi-preview',
  about: 'pulumi preview of the founding example, against the same objects by hand',
  unit: 'ms',
  goal,
  run: () => compareStacks((stack) => time(stack, 'preview')),
};

const up: Row = {
  name: 'pulumi-up',
  about: "pulumi up of the founding example into a folder, against the same objects by hand: the component's own share",
  unit: 'ms',
  goal,
  run: () =>
    compareStacks(async (stack) => {
      const took = await time(stack, 'up', '--yes', '--skip-preview');
      await stack.destroy();
      return took;
    }),
};

/** Every row that runs Pulumi's engine. */
export const pulumiRows: readonly Row[] = [preview, up];
