import * as k8s from '@pulumi/kubernetes';
import type { Batch, Job } from '../model';
import type { Text } from './args';
import type { OptionsFor } from './resource-options';
import { writable } from './writable';

/** The names of these resources for their options. */
export type BatchName = 'tasks' | 'schedules' | 'taskPolicy';

/** The resources of `tasks` and `schedules`, by the names of the props. */
export interface PrintedBatch {
  readonly tasks: Readonly<Record<string, k8s.batch.v1.Job>>;
  readonly schedules: Readonly<Record<string, k8s.batch.v1.CronJob>>;
  readonly policy: k8s.networking.v1.NetworkPolicy | undefined;
}

// What the engine needs to make the object, beside the time that the run may take.
const margin = 60;

export function printBatch(
  name: string,
  { tasks, schedules, policy }: Batch<Text>,
  options: OptionsFor<BatchName>,
): PrintedBatch {
  const around =
    policy && new k8s.networking.v1.NetworkPolicy(`${name}-tasks`, writable(policy), options('taskPolicy'));
  const jobs: (readonly [task: string, job: k8s.batch.v1.Job])[] = [];
  for (const [task, manifest] of Object.entries(tasks)) {
    const before = jobs.at(-1)?.[1] ?? around;
    const own = {
      ...(before === undefined ? {} : { dependsOn: [before] }),
      customTimeouts: { create: `${manifest.spec.activeDeadlineSeconds + margin}s` },
    };
    jobs.push([task, new k8s.batch.v1.Job(`${name}-${task}`, unnamed(manifest), options('tasks', own))]);
  }
  const cronJobs = Object.entries(schedules).map(
    ([schedule, manifest]) =>
      [schedule, new k8s.batch.v1.CronJob(`${name}-${schedule}`, writable(manifest), options('schedules'))] as const,
  );
  return {
    tasks: Object.fromEntries(jobs),
    schedules: Object.fromEntries(cronJobs),
    policy: around,
  };
}

// The engine completes the name. It then makes the Job of the next version before it deletes the last one, and the workload,
// which depends on it, stays.
function unnamed({ metadata: { name: _name, ...metadata }, ...job }: Job<Text>) {
  return writable({ ...job, metadata });
}
