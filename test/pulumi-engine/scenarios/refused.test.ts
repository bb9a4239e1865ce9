import { testProgram } from '../program';
import { manifestsIn } from '../rendered';
import { EngineStack } from '../stack';

jest.setTimeout(600_000);

let stack: EngineStack;

beforeAll(async () => {
  stack = await EngineStack.make(testProgram('refused'));
  await stack.configure({ renderTo: stack.renderFolder });
});
afterAll(() => (stack as EngineStack | undefined)?.remove());

const messages = {
  args: [
    'BeamCluster "api": replicas must be a whole number of at least 1, got 0.',
    'BeamCluster "api": cookie must be a reference to a Secret',
  ],
  attachment: ['BeamCluster "api": selector must have the labels that select the pods, got none.'],
  options: ['BeamCluster "api": resourceOptions.worklod is not a known resource.'],
  output: ['BeamCluster "api": props must be known at plan time, got an Output.'],
  neighbours: ['BeamCluster "backend": name must not lead to an object that BeamCluster "api" prints too'],
  namespaces: ['BeamCluster "backend": name must not lead to an object that BeamCluster "api" prints too'],
};

describe.each(Object.entries(messages))('a mistake in the %s', (mistake, lines) => {
  test.each(['preview', 'up'] as const)('ends %s with one readable block, and makes nothing', async (command) => {
    await stack.configure({ mistake });

    const { code, stdout, stderr } = await stack.run(...(command === 'up' ? ['up', '--yes'] : ['preview']));

    expect(code).not.toBe(0);
    const diagnostics = stdout.slice(stdout.indexOf('Diagnostics:'));
    for (const line of lines) expect([line, diagnostics.split(line).length - 1]).toEqual([line, 1]);
    expect(stdout + stderr).not.toMatch(/^\s+at /m);
    expect(manifestsIn(stack.renderFolder)).toEqual({});
  });
});
