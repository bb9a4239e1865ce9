import { randomBytes } from 'node:crypto';
import { parseAllDocuments } from 'yaml';
import { pause, waitFor } from '../nodes/wait';
import { deleteFromApi, readApi, readObject } from './api';
import { secretWith } from './cookie-secret';
import { kubectl, tryKubectl } from './kubectl';
import type { EndpointSliceObject, List, PodObject, ServiceObject } from './objects';
import { applicationName } from './print';
import { applyManifest, type ApplyOptions, type Manifest } from './server-side-apply';

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
    const application = new Application(namespace);
    const home = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } };
    await application.apply(JSON.stringify(home));
    await application.apply(secretWith(randomBytes(24).toString('hex')));
    // Pods are refused until the namespace has its ServiceAccount.
    await waitFor('the ServiceAccount of the namespace', () => readApi(`${application.path}/serviceaccounts/default`));
    return application;
  }

  /** Applies manifests with kubectl, as a user does, and gives the warnings of the API server. */
  async applyAsUser(manifests: string): Promise<string> {
    const { namespace } = this;
    const applied = await tryKubectl(['apply', '--server-side', '-f', '-'], { namespace, input: manifests });
    if (applied.code !== 0) throw new Error(`kubectl apply ended with ${applied.code}:\n${applied.stderr}`);
    return applied.stderr;
  }

  /** The same without a process that first asks the API server what it knows, which costs more than the answer. */
  async apply(manifests: string, options?: ApplyOptions): Promise<void> {
    for (const document of parseAllDocuments(manifests)) {
      const manifest = document.toJS() as Manifest;
      const { refusal } = await applyManifest(manifest, this.namespace, options);
      if (refusal !== '') throw new Error(`${manifest.kind} ${manifest.metadata.name} was refused: ${refusal}`);
    }
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
    await deleteFromApi(this.path);
    // The grace of a pod is for its clients, of which there are none any more.
    await deleteFromApi(`${this.path}/pods?gracePeriodSeconds=1`);
    await pause(500);
  }

  private get path(): string {
    return `/api/v1/namespaces/${this.namespace}`;
  }
}
