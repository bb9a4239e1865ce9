import { documentedProgram } from '../program';
import { manifestsIn } from '../rendered';
import { EngineStack } from '../stack';
import { changes } from '../steps';

jest.setTimeout(600_000);

test('with the program of the documentation, the engine leaves the number of pods to an autoscaler', async () => {
  const stack = await EngineStack.make(documentedProgram('ignoreChanges'));
  try {
    await stack.configure({ 'kubernetes:renderYamlToDirectory': stack.renderFolder, 'kubernetes:kubeconfig': '' });
    await stack.up();
    const before = manifestsIn(stack.renderFolder);

    stack.edit('http: { port: 4000 }', 'http: { port: 4000 }, replicas: 7');

    expect(changes(await stack.up())).toEqual([]);
    expect(before['Deployment api']?.spec).toMatchObject({ replicas: expect.any(Number) as number });
    expect(manifestsIn(stack.renderFolder)).toEqual(before);
  } finally {
    await stack.remove();
  }
});
