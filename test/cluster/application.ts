import { randomBytes } from 'node:crypto';
import { pause, waitFor } from '../bed/wait';
import { readApi, readObject } from './api';
import { kubectl, tryKubectl } from './kubectl';
import type { EndpointSliceObject, List, PodObject, ServiceObject } from './objects';
import { applicationName } from './print';

export const httpPort = 4000;

/** A workload that was applied to a namespace of its own, with the cookie that its manifest names. */
export class Application {
  private constructor(readonly namespace: string) {}

  /** Makes the namespace, under PodSecurity `restricted`, and the Secret; nothing else is there yet. */
  static async prepare(namespace: string): Promise<Application> {
    const labels = {
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/warn': 'restricted',
    };
    const cookie = randomBytes(24).toString('hex');
    const objects = [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } },
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'rsolv-api-secrets', namespace },
        stringData: { 'erlang-cookie': cookie },
      },
    ];
    await kubectl(['apply', '--server-side', '-f', '-'], {
      input: objects.map((o) => JSON.stringify(o)).join('\n---\n'),
    });
    // Pods are refused until the namespace has its ServiceAccount.
    await waitFor('the ServiceAccount of the namespace', async () => {
      const { code } = await tryKubectl(['get', 'serviceaccount', 'default'], { namespace });
      return code === 0;
    });
    return new Application(namespace);
  }

  /** Applies manifests as a user does, and gives the warnings of the API server. */
  async apply(manifests: string): Promise<string> {
    const { namespace } = this;
    const applied = await tryKubectl(['apply', '--server-side', '-f', '-'], { namespace, input: manifests });
    if (applied.code !== 0) throw new Error(`kubectl apply ended with ${applied.code}:\n${applied.stderr}`);
    return applied.stderr;
  }

  /** The pods that are there and do not leave. */
  async pods(): Promise<readonly PodObject[]> {
    return (await this.allPods()).filter(({ metadata, status }) => {
      return metadata.deletionTimestamp === undefined && status.phase !== 'Failed' && status.phase !== 'Succeeded';
    });
  }

  async allPods(): Promise<readonly PodObject[]> {
    const path = `${this.path}/pods?labelSelector=app%3D${applicationName}`;
    return (await readObject<List<PodObject>>(path)).items;
  }

  service(name: string): Promise<ServiceObject> {
    return readObject(`${this.path}/services/${name}`);
  }

  async endpointSlices(service: string): Promise<readonly EndpointSliceObject[]> {
    const group = `/apis/discovery.k8s.io/v1/namespaces/${this.namespace}/endpointslices`;
    const query = `labelSelector=kubernetes.io%2Fservice-name%3D${service}`;
    return (await readObject<List<EndpointSliceObject>>(`${group}?${query}`)).items;
  }

  /** What a pod answers at a path of its HTTP port, through the API server. */
  readFrom(pod: PodObject, path: string): Promise<string> {
    return readApi(`${this.path}/pods/${pod.metadata.name}:${httpPort}/proxy${path}`);
  }

  logOf(pod: PodObject): Promise<string> {
    return readApi(`${this.path}/pods/${pod.metadata.name}/log`);
  }

  /** Runs a command in a pod that must succeed, and gives what it printed. */
  exec(pod: PodObject, command: readonly string[]): Promise<string> {
    return kubectl(['exec', pod.metadata.name, '--', ...command], { namespace: this.namespace });
  }

  async scale(replicas: number, kind = 'deployment'): Promise<void> {
    await kubectl(['scale', kind, applicationName, `--replicas=${replicas}`], { namespace: this.namespace });
  }

  /** Waits until the workload's last change has been rolled out. */
  async waitForRollout(kind = 'deployment', timeoutSeconds = 180): Promise<void> {
    const { namespace } = this;
    const args = ['rollout', 'status', `${kind}/${applicationName}`, `--timeout=${timeoutSeconds}s`];
    await kubectl(args, { namespace, timeoutMs: (timeoutSeconds + 10) * 1000 });
  }

  /** Deletes the namespace with all that is in it; does not wait until it is gone. */
  async remove(): Promise<void> {
    await tryKubectl(['delete', 'namespace', this.namespace, '--wait=false', '--ignore-not-found']);
    // The grace of a pod is for its clients, of which there are none any more.
    await tryKubectl(['delete', 'pods', '--all', '--grace-period=1', '--wait=false'], { namespace: this.namespace });
    await pause(500);
  }

  private get path(): string {
    return `/api/v1/namespaces/${this.namespace}`;
  }
}
