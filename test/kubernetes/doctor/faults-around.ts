import { applicationImage } from '../print';
import { create, kubectlStep, name, patch, remove, type MadeAndUndone } from './steps';

const headless = `${name}-headless`;
const selector = { app: name };
const policy = (spec: object) =>
  create({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'strict' }, spec });

/** Faults of the objects around the workload; those that DNS remembers are last. */
export const faultsAround: readonly MadeAndUndone[] = [
  {
    code: 'no-budget',
    done: 'the budget is deleted',
    make: [remove('poddisruptionbudget', name)],
    undo: [],
  },
  {
    code: 'budget-blocks',
    done: 'the budget lets no pod go',
    make: [patch('poddisruptionbudget', name, { spec: { maxUnavailable: 0 } })],
    undo: [patch('poddisruptionbudget', name, { spec: { maxUnavailable: 1 } })],
  },
  {
    code: 'budgets-overlap',
    done: 'a second budget',
    make: [kubectlStep('create', 'poddisruptionbudget', 'other', `--selector=app=${name}`, '--max-unavailable=1')],
    undo: [remove('poddisruptionbudget', 'other')],
  },
  {
    code: 'headless-hides-unready',
    done: 'pods that are not ready are hidden',
    make: [patch('service', headless, { spec: { publishNotReadyAddresses: false } })],
    undo: [patch('service', headless, { spec: { publishNotReadyAddresses: true } })],
  },
  {
    code: 'headless-without-ports',
    done: 'the port of the distribution is not named',
    make: [patch('service', headless, { spec: { ports: [{ name: 'epmd', port: 4369 }] } })],
    undo: [
      patch('service', headless, {
        spec: {
          ports: [
            { name: 'epmd', port: 4369 },
            { name: 'distribution', port: 9100 },
          ],
        },
      }),
    ],
  },
  {
    code: 'policy-blocks-dns-tcp',
    done: 'DNS is open only on UDP',
    make: [
      remove('networkpolicy', name),
      policy({
        podSelector: { matchLabels: selector },
        policyTypes: ['Egress'],
        egress: [{ to: [{ podSelector: {} }] }, { ports: [{ port: 53, protocol: 'UDP' }] }],
      }),
    ],
    undo: [remove('networkpolicy', 'strict')],
  },
  {
    code: 'policy-blocks-dns',
    done: 'DNS is shut',
    make: [
      remove('networkpolicy', name),
      policy({ podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [{ podSelector: {} }] }] }),
    ],
    undo: [remove('networkpolicy', 'strict')],
  },
  {
    code: 'policy-blocks-peers',
    done: 'everything is shut, and ours is gone',
    make: [remove('networkpolicy', name), policy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] })],
    undo: [remove('networkpolicy', 'strict')],
  },
  {
    code: 'distribution-exposed',
    done: 'a NodePort leads to the distribution',
    make: [
      create({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'debug' },
        spec: { type: 'NodePort', selector, ports: [{ port: 9100 }] },
      }),
    ],
    undo: [remove('service', 'debug')],
  },
  {
    code: 'service-wrong-port',
    done: 'clients are led to another port',
    make: [patch('service', name, { spec: { ports: [{ name: 'http', port: 4000, targetPort: 8080 }] } })],
    undo: [patch('service', name, { spec: { ports: [{ name: 'http', port: 4000, targetPort: 4000 }] } })],
  },
  {
    code: 'service-selects-nothing',
    done: "the clients' selector has a label more",
    make: [patch('service', name, { spec: { selector: { tier: 'web' } } })],
    undo: [patch('service', name, { spec: { selector: { tier: null } } })],
  },
  {
    code: 'headless-selects-other-pods',
    done: 'another pod has the same labels',
    make: [
      create({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          name: 'worker',
          labels: { app: name, 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': name },
        },
        spec: {
          securityContext: { runAsNonRoot: true, runAsUser: 65534, seccompProfile: { type: 'RuntimeDefault' } },
          containers: [
            {
              name: 'worker',
              image: applicationImage(),
              command: ['sleep', '3600'],
              securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
            },
          ],
        },
      }),
    ],
    undo: [remove('pod', 'worker')],
  },
  {
    code: 'headless-selects-nothing',
    done: 'the selector has a label more',
    make: [patch('service', headless, { spec: { selector: { tier: 'web' } } })],
    undo: [patch('service', headless, { spec: { selector: { tier: null } } })],
  },
  {
    code: 'headless-has-address',
    done: 'the Service is made again with an address',
    make: [
      remove('service', headless),
      create({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: headless },
        spec: {
          selector,
          publishNotReadyAddresses: true,
          ports: [
            { name: 'epmd', port: 4369 },
            { name: 'distribution', port: 9100 },
          ],
        },
      }),
    ],
    undo: [remove('service', headless)],
  },
  { code: 'headless-missing', done: 'the Service is deleted', make: [remove('service', headless)], undo: [] },
];
