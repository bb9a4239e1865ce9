import * as pulumi from '@pulumi/pulumi';
import { record } from '../../unit/pulumi/engine';

const before = process.env['KUBECONFIG'];
afterAll(() => {
  if (before === undefined) delete process.env['KUBECONFIG'];
  else process.env['KUBECONFIG'] = before;
});

test('the founding example renders without the cluster of KUBECONFIG, which the provider would refuse', async () => {
  process.env['KUBECONFIG'] = '/nowhere/kubeconfig';
  const { registrations } = await record(() => {
    pulumi.runtime.setConfig('project:renderTo', 'manifests');
    return jest.requireActual<object>('../../../examples/pulumi/index');
  });
  const provider = registrations.find(({ type }) => type === 'pulumi:providers:kubernetes');

  expect(provider?.inputs).toMatchObject({
    kubeconfig: '',
    renderYamlToDirectory: expect.stringMatching(/\/manifests$/) as string,
  });
});
