import { manifests, modelCluster } from '../../lib/model';
import type { Pod } from './pods';
import type { DeploymentObject } from './recorded';

/** What belongs to the recorded Deployment and is not in the recording, as this package prints it. */
export class Printed {
  private readonly model = modelCluster('rsolv-api', {
    image: 'ghcr.io/rsolv/rsolv-api:1.0.0',
    http: { port: 4000 },
  });
  private readonly objects = manifests(this.model);

  ofKind(kind: string): readonly object[] {
    return this.objects.filter((object) => object.kind === kind);
  }

  /** With the volumes, which the recording leaves out, and so many pods. */
  complete(deployment: DeploymentObject, replicas: number): unknown {
    const { spec: printed } = this.model.objects.workload.spec.template;
    const { template } = deployment.spec;
    const containers = template.spec.containers.map((container) => {
      const mounts = printed.containers.find(({ name }) => name === container.name)?.volumeMounts;
      return { ...container, volumeMounts: mounts };
    });
    const podSpec = { ...template.spec, containers, volumes: printed.volumes };
    const counts = { replicas, updatedReplicas: replicas, readyReplicas: replicas, availableReplicas: replicas };
    return {
      ...deployment,
      spec: { ...deployment.spec, replicas, template: { ...template, spec: podSpec } },
      status: { ...deployment.status, ...counts },
    };
  }

  /** One slice for each Service: the controller puts up to 100 addresses into one. */
  slices(pods: readonly Pod[]): readonly object[] {
    return this.objects
      .filter(({ kind }) => kind === 'Service')
      .map(({ metadata: { name } }) => ({
        addressType: 'IPv4',
        metadata: { name: `${name}-x7k2p`, labels: { 'kubernetes.io/service-name': name } },
        endpoints: pods.map(({ address, name: pod }) => ({
          addresses: [address],
          conditions: { ready: true, serving: true, terminating: false },
          targetRef: { kind: 'Pod', name: pod },
        })),
      }));
  }

  budgets(pods: readonly Pod[]): readonly object[] {
    const [currentHealthy, expectedPods] = [pods.length, pods.length];
    const status = { disruptionsAllowed: 1, currentHealthy, desiredHealthy: pods.length - 1, expectedPods };
    return this.ofKind('PodDisruptionBudget').map((budget) => ({ ...budget, status }));
  }
}
