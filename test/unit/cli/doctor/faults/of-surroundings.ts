import type { Changes } from '../pointer';
import { healthyFacts } from '../healthy';
import { fault, headless, pod, podName, workload, type Fault } from './fault';

const stranger = (labels: unknown) => ({ metadata: { name: 'worker-1', labels }, status: { phase: 'Running' } });
const ownLabels = healthyFacts().workload.object.spec?.template.metadata?.labels;
const deny = (policyTypes: readonly string[], rules: object = {}) => ({
  metadata: { name: 'deny-all' },
  spec: { podSelector: {}, policyTypes, ...rules },
});

/** Sidecars are in the pods and not in the manifest. */
function withSidecar(container: string, annotations: Readonly<Record<string, string>>): Changes {
  return Object.fromEntries(
    [0, 1, 2].flatMap((index) => [
      [`/pods/${index}/object/spec/containers/-`, { name: container, image: 'proxy' }],
      [`/pods/${index}/object/metadata/annotations`, annotations],
    ]),
  );
}

/** What is wrong with the objects around the workload. */
export const faultsOfSurroundings: readonly Fault[] = [
  fault('headless-missing', 'the Service was deleted', headless, { '/services/value/0': undefined }),
  fault('headless-has-address', 'the Service has an address', headless, { '$headless/spec/clusterIP': '10.96.0.12' }),
  fault('headless-selects-nothing', 'the selector has a label more', headless, {
    '$headless/spec/selector/tier': 'web',
  }),
  fault('headless-selects-nothing', 'there is no selector', headless, { '$headless/spec/selector': undefined }),
  fault('headless-selects-other-pods', 'another workload has the same labels', headless, {
    '/otherPods/-': stranger(ownLabels),
  }),
  fault('service-selects-nothing', "the clients' selector has a label more", 'Service rsolv-api', {
    '$client/spec/selector/tier': 'web',
  }),
  fault('service-wrong-port', 'the Service leads clients to a port that no pod has', 'Service rsolv-api', {
    '$client/spec/ports/0/targetPort': 8080,
  }),
  fault('distribution-exposed', 'a load balancer leads to epmd', 'Service rsolv-api', {
    '$client/spec/type': 'LoadBalancer',
    '$client/spec/ports/-': { port: 4369, targetPort: 'epmd' },
  }),
  fault('endpoints-missing', 'a pod is in no slice', pod, { '/endpointSlices/value/0/endpoints/0': undefined }),
  fault('endpoints-missing', 'the slice has null', new RegExp(podName), { '/endpointSlices/value/0/endpoints': null }),
  fault('policy-blocks-peers', 'a policy denies all, and ours is gone', 'NetworkPolicy deny-all', {
    '/networkPolicies/value/0': deny(['Ingress', 'Egress']),
  }),
  fault('policy-blocks-peers', 'a policy lets one of the ports in', 'NetworkPolicy deny-all', {
    '/networkPolicies/value/0': deny(['Ingress'], { ingress: [{ ports: [{ port: 4369 }] }] }),
  }),
  fault('policy-blocks-peers', 'a policy lets another namespace in', 'NetworkPolicy deny-all', {
    '/networkPolicies/value/0': deny(['Ingress'], {
      ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'x' } }, podSelector: {} }] }],
    }),
  }),
  fault('policy-blocks-peers', 'a policy lets other addresses in', 'NetworkPolicy deny-all', {
    '/networkPolicies/value/0': deny(['Ingress'], {
      ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.0.0.0/16'] } }] }],
    }),
  }),
  fault('policy-blocks-dns', 'a policy lets nothing but peers out', 'NetworkPolicy deny-all', {
    '/networkPolicies/value/0': deny(['Egress'], { egress: [{ to: [{ podSelector: {} }] }] }),
  }),
  fault('mesh-captures-ports', 'Istio, and no annotation', new RegExp(podName), withSidecar('istio-proxy', {})),
  fault(
    'mesh-captures-ports',
    'Istio lets one of the ports through',
    new RegExp(podName),
    withSidecar('istio-proxy', {
      'traffic.sidecar.istio.io/excludeInboundPorts': '4369',
      'traffic.sidecar.istio.io/excludeOutboundPorts': '4369,9100',
    }),
  ),
  fault('mesh-captures-ports', 'Linkerd, and no annotation', new RegExp(podName), withSidecar('linkerd-proxy', {})),
  fault('headless-hides-unready', 'not ready, not in DNS', headless, {
    '$headless/spec/publishNotReadyAddresses': false,
  }),
  fault('headless-without-ports', 'no port is named', headless, { '$headless/spec/ports': undefined }),
  fault('policy-blocks-dns-tcp', 'DNS only by UDP', 'NetworkPolicy deny-all', {
    '/networkPolicies/value/0': deny(['Egress'], {
      egress: [{ to: [{ podSelector: {} }] }, { ports: [{ port: 53, protocol: 'UDP' }] }],
    }),
  }),
  fault('no-budget', 'no budget', workload, { '/budgets/value/0': undefined }),
  fault('budget-blocks', 'a budget of all pods', 'PodDisruptionBudget rsolv-api', {
    '$budget/spec/maxUnavailable': 0,
    '$budget/status/disruptionsAllowed': 0,
  }),
  fault('budgets-overlap', 'a second budget', /rsolv-api, PodDisruptionBudget other/, {
    '/budgets/value/-': { metadata: { name: 'other' }, spec: { maxUnavailable: 1, selector: {} } },
  }),
];
