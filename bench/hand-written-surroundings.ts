import type { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';

export interface Named {
  readonly name: string;
  readonly labels: Record<string, string>;
  readonly selector: Record<string, string>;
}

/** What is around the workload of the founding example, by hand. */
export function handWrittenSurroundings(chart: Chart, { name, labels, selector }: Named): void {
  const metadata = { name, labels };
  const pods = kplus.Pods.select(chart, `${name}-pods`, { labels: selector });
  new kplus.Service(chart, `${name}-headless`, {
    metadata: { name: `${name}-headless`, labels },
    type: kplus.ServiceType.CLUSTER_IP,
    clusterIP: 'None',
    publishNotReadyAddresses: true,
    selector: pods,
    ports: [
      { name: 'epmd', port: 4369, targetPort: 4369, protocol: kplus.Protocol.TCP },
      { name: 'distribution', port: 9100, targetPort: 9100, protocol: kplus.Protocol.TCP },
    ],
  });
  new kplus.Service(chart, `${name}-service`, {
    metadata,
    type: kplus.ServiceType.CLUSTER_IP,
    selector: pods,
    ports: [{ name: 'http', port: 4000, targetPort: 4000, protocol: kplus.Protocol.TCP }],
  });
  // cdk8s-plus has neither a rule without a peer nor a PodDisruptionBudget.
  new kplus.k8s.KubeNetworkPolicy(chart, `${name}-policy`, { metadata, spec: policy(selector) });
  new kplus.k8s.KubePodDisruptionBudget(chart, `${name}-budget`, {
    metadata,
    spec: {
      maxUnavailable: kplus.k8s.IntOrString.fromNumber(1),
      selector: { matchLabels: selector },
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    },
  });
}

function policy(matchLabels: Record<string, string>): kplus.k8s.NetworkPolicySpec {
  const peers = [{ podSelector: { matchLabels } }];
  const port = (number: number, protocol = 'TCP') => ({ port: kplus.k8s.IntOrString.fromNumber(number), protocol });
  return {
    podSelector: { matchLabels },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: peers, ports: [port(4369), port(9100)] }, { ports: [port(4000)] }],
    egress: [{ to: peers, ports: [port(4369), port(9100)] }, { ports: [port(53, 'UDP'), port(53)] }, {}],
  };
}
