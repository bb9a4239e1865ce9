import type { Container, EnvVar } from '../../../lib/model/kubernetes';
import { resolveEnvironment } from './environment';

const pod = {
  name: 'api-0',
  namespace: 'prod',
  uid: 'u',
  labels: {},
  annotations: { flags: '-x' },
  addresses: ['10.42.1.3'],
  nodeName: 'bed',
  nodeAddress: '10.42.0.1',
};

test('a variable may refer to one before it, and to none after it', () => {
  const address = { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } };
  const node = { name: 'NODE', value: 'api@$(POD_IP)' };
  expect(resolve([address, node])).toMatchObject({ NODE: 'api@10.42.1.3' });
  expect(resolve([node, address])).toMatchObject({ NODE: 'api@$(POD_IP)' });
});

test('a doubled dollar sign stands for itself', () => {
  expect(
    resolve([
      { name: 'A', value: '1' },
      { name: 'B', value: '$$(A) $(A) $A' },
    ]),
  ).toMatchObject({ B: '$(A) 1 $A' });
});

test('the pod tells its annotations', () => {
  const fieldRef = { fieldPath: "metadata.annotations['flags']" };
  expect(resolve([{ name: 'FLAGS', valueFrom: { fieldRef } }])).toEqual({ FLAGS: '-x' });
});

test('a Secret that is not there keeps the container from starting, unless it is optional', () => {
  const secretKeyRef = { name: 'secrets', key: 'cookie' };
  expect(() => resolve([{ name: 'COOKIE', valueFrom: { secretKeyRef } }])).toThrow(
    'The manifest refers to the Secret "secrets/cookie", and the bed has only: none.',
  );
  expect(resolve([{ name: 'COOKIE', valueFrom: { secretKeyRef: { ...secretKeyRef, optional: true } } }])).toEqual({});
});

function resolve(env: readonly EnvVar<string>[]) {
  const container = { env } as unknown as Container<string>;
  return Object.fromEntries(resolveEnvironment(container, { pod, secrets: {} }));
}
