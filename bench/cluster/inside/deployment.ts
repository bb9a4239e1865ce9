import { manifests, modelCluster } from '../../../lib/model';
import { deleteFromApi } from '../../../test/kubernetes/api';
import type { Application } from '../../../test/kubernetes/application';
import type { Contender } from '../../bed/contenders';
import { benchImage } from '../image';
import { meshPeriods } from '../mesh-periods';
import type { PodRecord } from '../records';
import type { Collector } from './collector';

export interface DeploymentSettings {
  readonly contender: Contender;
  readonly publishNotReady: boolean;
  readonly bootDelayMs: number;
}

const replicas = 3;
// The Deployments of an outage are side by side, and the scheduler must find room for all of them.
const resources = { requests: { cpu: '10m', memory: '160Mi' } };
// A stand-in that loses polls needs 5 s for each.
const longestMs = 60_000;

let count = 0;

/** Three pods that run a contender, under names that nobody has asked for before. */
export class BenchDeployment {
  readonly name = `bench-${++count}`;

  constructor(
    private readonly settings: DeploymentSettings,
    private readonly application: Application,
    private readonly collector: Collector,
  ) {}

  get discovery(): string {
    return `${this.name}-headless`;
  }

  get records(): readonly PodRecord[] {
    return this.collector.recordsOf(this.name);
  }

  async apply(): Promise<void> {
    await this.application.applyAsUser(this.print());
  }

  /** Waits until the mesh is full, and gives the moment at which it was. */
  async meshed(): Promise<number> {
    const started = () => this.records.filter(({ discoveryStartedAt }) => discoveryStartedAt !== undefined);
    const formed = () => (started().length === replicas ? meshPeriods(this.records)[0]?.from : undefined);
    const tell = () => `a full mesh. The pods have reported: ${JSON.stringify(this.records, undefined, 1)}`;
    await this.collector.until(tell, () => formed() !== undefined, longestMs);
    return formed() ?? NaN;
  }

  /** Takes everything away at once; the VMs are gone then. */
  async remove(): Promise<void> {
    const { namespace } = this.application;
    const ofApps = `/apis/apps/v1/namespaces/${namespace}`;
    const ofCore = `/api/v1/namespaces/${namespace}`;
    const selector = encodeURIComponent(`app.kubernetes.io/instance=${this.name}`);
    const query = `labelSelector=${selector}&gracePeriodSeconds=0&propagationPolicy=Background`;
    // From the owners down, so that nobody makes anew what is gone.
    for (const path of [`${ofApps}/deployments`, `${ofApps}/replicasets`, `${ofCore}/pods`, `${ofCore}/services`]) {
      await deleteFromApi(`${path}?${query}`);
    }
    await this.collector.hangUp(this.name);
  }

  private print(): string {
    const { contender, publishNotReady, bootDelayMs } = this.settings;
    const model = modelCluster(this.name, {
      resources,
      image: benchImage,
      replicas,
      http: { port: 4001, healthPath: '/health' },
      cookie: { secretName: 'rsolv-api-secrets', key: 'erlang-cookie' },
      headless: { publishNotReadyAddresses: publishNotReady },
      rollout: { minReadySeconds: 0 },
      drain: { preStopSeconds: 0 },
      env: {
        BENCH_CONTENDER: contender,
        BENCH_DELAY_MS: String(bootDelayMs),
        BENCH_COLLECTOR: this.collector.address,
      },
    });
    return manifests(model)
      .map((manifest) => JSON.stringify(manifest))
      .join('\n---\n');
  }
}
