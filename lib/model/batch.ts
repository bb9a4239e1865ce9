import { contentHash } from './content-hash';
import type { ContractName } from './contract';
import type { Engine } from './engine';
import { kubernetesGraceSeconds } from './features/drain';
import { engineName } from './features/engine-name';
import { annotationPrefix, ofNodes } from './features/files';
import { metadataOf, taskLabel, type Identity } from './features/identity';
import type { Run } from './features/run';
import type { Schedule } from './features/schedules';
import type { Task } from './features/tasks';
import type { CronJob, EnvVar, InitContainer, Job, JobSpec, NetworkPolicy } from './kubernetes';
import type { Pieces } from './read';

/** The runs of the release beside the workload, by the names of their props. */
export interface Batch<V> {
  /** The tasks before the rollout, in their order. */
  readonly tasks: Readonly<Record<string, Job<V>>>;
  readonly schedules: Readonly<Record<string, CronJob<V>>>;
  /** What these pods may talk to. Undefined where there are none, or no policy. */
  readonly policy?: NetworkPolicy<V>;
}

/** The variables of the cluster that a program needs which is no node of it. */
const kept: readonly ContractName[] = ['POD_NAME', 'POD_NAMESPACE', 'POD_IP', 'RELEASE_TMP', 'PORT'];

/** Label of the Jobs, by which kubectl finds what to wait for. */
const whenLabel = { [`${annotationPrefix}when`]: 'before-rollout' };

export function toBatch(pieces: Pieces, { awaits = false }: Engine): Batch<unknown> {
  const { identity, jobs, schedules } = pieces.settled;
  const policy = jobs.length + schedules.length === 0 ? undefined : toPolicy(pieces);
  return {
    tasks: Object.fromEntries(jobs.map((task, index) => [task.name, toJob(pieces, task, index, awaits)])),
    schedules: Object.fromEntries(schedules.map((schedule) => [schedule.name, toCronJob(pieces, identity, schedule)])),
    ...(policy === undefined ? {} : { policy }),
  };
}

/** The container of a run: the image and what the application has, and neither the name nor the cookie of a node. */
export function toRunContainer(pieces: Pieces, { name, command, args, env, resources }: Run): InitContainer<unknown> {
  const { image, imagePullPolicy, securityContext } = pieces.container;
  const isOwn = ({ name }: EnvVar<unknown>) => env.some((own) => own.name === name);
  const variables: readonly EnvVar<unknown>[] = [
    ...pieces.variables.filter(({ name }) => kept.includes(name)),
    { name: 'RELEASE_DISTRIBUTION', value: 'none' },
    { name: 'ERL_AFLAGS', value: pieces.vmFlags.join(' ') },
    ...pieces.applicationEnv,
  ];
  return {
    name,
    image,
    imagePullPolicy,
    ...(command === undefined ? {} : { command }),
    ...(args === undefined ? {} : { args }),
    env: [...variables.filter((variable) => !isOwn(variable)), ...env],
    ...(pieces.envFrom.length === 0 ? {} : { envFrom: pieces.envFrom }),
    resources,
    securityContext,
    volumeMounts: pieces.volumeMounts.filter(({ name }) => !ofNodes.includes(name)),
  } as InitContainer<unknown>;
}

function toJob(pieces: Pieces, task: Task, index: number, awaits: boolean): Job<unknown> {
  const { id, identity } = pieces.settled;
  const { ttlSecondsAfterFinished: ttl = awaits ? false : 86_400 } = task;
  const spec = { ...toJobSpec(pieces, task), ...(ttl === false ? {} : { ttlSecondsAfterFinished: ttl }) };
  const annotations = awaits ? whereEngineWaits : hooks(index);
  // The pod of a Job cannot change, so another content needs another name.
  const name = awaits ? engineName(id, task.name) : `${runName(identity, task)}-${contentHash([spec, annotations])}`;
  const own = metadataOf(identity, name, annotations);
  const metadata = { ...own, labels: { ...own.labels, ...whenLabel } };
  return { apiVersion: 'batch/v1', kind: 'Job', metadata, spec };
}

// A Job that has failed would fail each later update too.
const whereEngineWaits = { 'pulumi.com/replaceUnready': 'true' };

/** What makes Argo CD and Helm run a Job, and wait for it, before they change anything else. */
function hooks(index: number) {
  return {
    'argocd.argoproj.io/hook': 'PreSync',
    'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
    'argocd.argoproj.io/sync-wave': String(index),
    'helm.sh/hook': 'pre-install,pre-upgrade',
    'helm.sh/hook-delete-policy': 'before-hook-creation',
    'helm.sh/hook-weight': String(index),
  };
}

function toCronJob(pieces: Pieces, identity: Identity, given: Schedule): CronJob<unknown> {
  const { schedule, timeZone, concurrencyPolicy, startingDeadlineSeconds, suspend } = given;
  const { successfulJobsHistoryLimit, failedJobsHistoryLimit } = given;
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: metadataOf(identity, runName(identity, given)),
    spec: {
      schedule,
      timeZone,
      concurrencyPolicy,
      startingDeadlineSeconds,
      successfulJobsHistoryLimit,
      failedJobsHistoryLimit,
      ...(suspend ? { suspend } : {}),
      jobTemplate: { spec: toJobSpec(pieces, given) },
    },
  };
}

function toJobSpec(pieces: Pieces, run: Task | Schedule): JobSpec<unknown> {
  const { topologySpreadConstraints: _, ...pod } = pieces.pod;
  const annotations = Object.entries(pieces.annotations).filter(([key]) => !key.startsWith(annotationPrefix));
  const initContainers = neededBySidecars(pieces.initContainers);
  return {
    backoffLimit: run.backoffLimit,
    activeDeadlineSeconds: run.activeDeadlineSeconds,
    template: {
      metadata: {
        labels: { ...pieces.settled.identity.labels, ...podLabels(pieces.settled.identity, run) },
        ...(annotations.length === 0 ? {} : { annotations: Object.fromEntries(annotations) }),
      },
      spec: {
        ...pod,
        terminationGracePeriodSeconds: kubernetesGraceSeconds,
        restartPolicy: 'Never',
        ...(initContainers.length === 0 ? {} : { initContainers }),
        containers: [toRunContainer(pieces, run)],
        volumes: pieces.volumes.filter(({ name }) => !ofNodes.includes(name)),
      },
    },
  } as JobSpec<unknown>;
}

/** The sidecars, and what must end before them. The Job ends when the run has, whatever the sidecars do. */
function neededBySidecars(all: Pieces['initContainers']): Pieces['initContainers'] {
  return all.slice(0, all.map(({ restartPolicy }) => restartPolicy).lastIndexOf('Always') + 1);
}

function runName({ name }: Identity, run: Run): string {
  return `${name}-${run.name}`;
}

/** Labels that no selector of a cluster matches: each of them wants the same text in `app` and in the instance. */
function podLabels(identity: Identity, run: Run) {
  const name = runName(identity, run);
  return {
    app: name,
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': identity.name,
    [taskLabel]: identity.name,
  };
}

function toPolicy({ settled: { identity, outward } }: Pieces): NetworkPolicy<unknown> | undefined {
  if (outward === undefined) return undefined;
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadataOf(identity, `${identity.name}-tasks`),
    spec: {
      podSelector: { matchLabels: { [taskLabel]: identity.name } },
      // Nothing listens there, so no rule lets anybody in. The API server takes an empty list for a change at each apply.
      policyTypes: ['Ingress', 'Egress'],
      egress: outward,
    },
  };
}
