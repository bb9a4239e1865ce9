import * as kubernetes from '@pulumi/kubernetes';
import type * as pulumi from '@pulumi/pulumi';
import { deploymentSpec } from './hand-written-deployment';

/** The founding example as somebody would write it for Pulumi by hand, down to the same objects. */
export function handWritten(options: pulumi.CustomResourceOptions): void {
  const name = 'rsolv-api';
  const selector = { app: name, 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': name };
  const labels = { ...selector, 'app.kubernetes.io/managed-by': 'beam-cluster' };
  const metadata = { name, labels };

  new kubernetes.core.v1.Service(
    `${name}-headless`,
    {
      metadata: { name: `${name}-headless`, labels },
      spec: {
        type: 'ClusterIP',
        clusterIP: 'None',
        publishNotReadyAddresses: true,
        selector,
        ports: [
          { name: 'epmd', port: 4369, targetPort: 4369, protocol: 'TCP' },
          { name: 'distribution', port: 9100, targetPort: 9100, protocol: 'TCP' },
        ],
      },
    },
    options,
  );
  const ports = [{ name: 'http', port: 4000, targetPort: 4000, protocol: 'TCP' }];
  new kubernetes.core.v1.Service(name, { metadata, spec: { type: 'ClusterIP', selector, ports } }, options);
  new kubernetes.networking.v1.NetworkPolicy(name, { metadata, spec: policy(selector) }, options);
  new kubernetes.policy.v1.PodDisruptionBudget(
    name,
    {
      metadata,
      spec: { maxUnavailable: 1, selector: { matchLabels: selector }, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
    },
    options,
  );
  new kubernetes.apps.v1.Deployment(name, { metadata, spec: deploymentSpec(name, labels, selector) }, options);
}

function policy(matchLabels: Record<string, string>): kubernetes.types.input.networking.v1.NetworkPolicySpec {
  const peers = [{ podSelector: { matchLabels } }];
  const port = (number: number, protocol = 'TCP') => ({ port: number, protocol });
  return {
    podSelector: { matchLabels },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: peers, ports: [port(4369), port(9100)] }, { ports: [port(4000)] }],
    egress: [{ to: peers, ports: [port(4369), port(9100)] }, { ports: [port(53, 'UDP'), port(53)] }, {}],
  };
}
