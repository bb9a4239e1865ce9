import { join } from 'node:path';
import { ClusterDns } from './dns/cluster-dns';
import { makeSecrets, type Stored } from './kubelet/secrets';
import type { Node } from './kubelet/pod';
import type { HttpReply, HttpRequest } from './machine/http-client';
import type { Image } from './machine/image';
import { Namespaces } from './machine/namespaces';
import { Network, type Family } from './machine/network';
import { watchParent } from './machine/parent-watch';
import { buildImage } from './machine/release';
import { SteeredProcess } from './machine/steered-process';
import { Stranger } from './machine/stranger';
import { findHeadless, readManifests, type Printed } from './manifest';
import { Workload } from './workload';

export interface BedOptions {
  /** The manifests; by default those of the founding example, as they lie in `dist/k8s`. */
  readonly printed?: Printed;
  readonly image?: Image;
  /** The families of the pods' addresses, the first of which is `status.podIP`. */
  readonly families?: readonly Family[];
  /** The time to live of all DNS records, in seconds. */
  readonly ttl?: number;
  /** Secrets that the pods refer to as a whole, beside those that are made up for each key that they name. */
  readonly secrets?: Stored;
  /** False leaves DNS silent until `dns.listen()`. */
  readonly dnsListens?: boolean;
}

/** A node of a cluster with its network and DNS, and the printed workload on it. */
export class Bed {
  private constructor(
    readonly printed: Printed,
    readonly network: Network,
    readonly dns: ClusterDns,
    readonly workload: Workload,
    private readonly namespaces: Namespaces,
    private readonly http: SteeredProcess<HttpRequest, HttpReply>,
    private readonly unwatch: () => void,
  ) {}

  static async open(options: BedOptions = {}): Promise<Bed> {
    const { printed = readManifests(), families = ['ipv4'], ttl = 5, dnsListens = true } = options;
    const image = options.image ?? (await buildImage());
    const namespaces = await Namespaces.make(['mount', 'net', 'pid', 'ipc', 'uts'], { setUp: nodeSetUp });
    const unwatch = watchParent(() => void namespaces.close());
    try {
      const network = await Network.make(namespaces, printed.policies, families);
      const client = join(__dirname, 'machine/http-client.ts');
      const http = SteeredProcess.start<HttpRequest, HttpReply>(client, namespaces, ['net', 'pid']);
      const namespace = printed.workload.metadata.namespace ?? defaultNamespace;
      const settings = { namespace, domain: findDomain(printed), services: printed.services, ttl };
      const dns = await ClusterDns.make(namespaces, network, settings);
      if (dnsListens) await dns.listen();
      const node: Node = { namespaces, network, dns, send: (request) => http.ask(request) };
      const secrets = { ...makeSecrets(printed.workload.spec.template.spec), ...options.secrets };
      const workload = new Workload({ printed, node, namespace, image, secrets, publish: (ends) => dns.publish(ends) });
      return new Bed(printed, network, dns, workload, namespaces, http, unwatch);
    } catch (error) {
      unwatch();
      await namespaces.close();
      throw error;
    }
  }

  /** The name that DNS answers with the addresses of the pods. */
  get headlessName(): string {
    const { metadata } = findHeadless(this.printed);
    return `${metadata.name}.${this.printed.workload.metadata.namespace ?? defaultNamespace}.svc.${this.dns.domain}`;
  }

  /** Adds a host that is no pod of the cluster. */
  async addStranger(name: string): Promise<Stranger> {
    const inside = { of: this.namespaces, kinds: ['mount', 'pid'] } as const;
    const namespaces = await Namespaces.make(['net'], { inside });
    await this.network.attach(name, namespaces);
    return new Stranger(namespaces);
  }

  /** Ends everything in the bed at once; what it wrote goes with it. */
  async close(): Promise<void> {
    this.unwatch();
    this.workload.abandon();
    this.dns.stop();
    this.http.stop();
    await this.namespaces.close();
  }
}

const defaultNamespace = 'default';

// All files of the bed lie in memory that belongs to its mount namespace, so that nothing has to be deleted.
const nodeSetUp = 'mount -t tmpfs -o mode=0755 bed /mnt\nmkdir /mnt/root /mnt/pods';

function findDomain({ workload }: Printed): string {
  const { env } = workload.spec.template.spec.containers[0];
  return env.find(({ name }) => name === 'CLUSTER_DOMAIN')?.value ?? 'cluster.local';
}
