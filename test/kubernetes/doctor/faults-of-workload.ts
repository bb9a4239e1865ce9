import { kubectlStep, name, patch, remove, type MadeAndUndone } from './steps';

const encoded = (text: string) => Buffer.from(text).toString('base64');
const secret = (data: object) => patch('secret', 'rsolv-api-secrets', { data });

/** Faults of the workload and its Secret; those that end pods are last. */
export const faultsOfWorkload: readonly MadeAndUndone[] = [
  {
    code: 'rollout-paused',
    done: 'the rollout is paused',
    make: [patch('deployment', name, { spec: { paused: true } })],
    undo: [patch('deployment', name, { spec: { paused: null } })],
  },
  {
    code: 'rollout-recreates',
    done: 'Recreate',
    make: [patch('deployment', name, { spec: { strategy: { type: 'Recreate', rollingUpdate: null } } })],
    undo: [
      patch('deployment', name, {
        spec: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } },
      }),
    ],
  },
  {
    code: 'cookie-stale',
    done: 'the Secret is changed and no pod is restarted',
    make: [secret({ 'erlang-cookie': encoded('n7Gq2Lw9Zx4Rt6Yp1Bv8Ks3D') })],
    undo: [],
  },
  {
    code: 'cookie-key-missing',
    done: 'the key is renamed',
    make: [secret({ 'erlang-cookie': null, cookie: encoded('n7Gq2Lw9Zx4Rt6Yp1Bv8Ks3D') })],
    undo: [],
  },
  {
    code: 'cookie-secret-missing',
    done: 'the Secret is deleted',
    make: [remove('secret', 'rsolv-api-secrets')],
    undo: [],
  },
  {
    code: 'pods-not-created',
    done: 'a quota is used up',
    make: [
      kubectlStep('create', 'quota', 'small', '--hard=pods=2'),
      kubectlStep('scale', 'deployment', name, '--replicas=3'),
    ],
    undo: [remove('quota', 'small'), kubectlStep('scale', 'deployment', name, '--replicas=2')],
  },
  {
    code: 'one-replica',
    done: 'scaled to one',
    make: [kubectlStep('scale', 'deployment', name, '--replicas=1')],
    undo: [kubectlStep('scale', 'deployment', name, '--replicas=2')],
  },
  {
    code: 'no-replicas',
    done: 'scaled to none',
    make: [kubectlStep('scale', 'deployment', name, '--replicas=0')],
    undo: [kubectlStep('scale', 'deployment', name, '--replicas=2')],
  },
];
