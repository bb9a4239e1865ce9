import { feature, type Base } from '../feature';
import { fields, oneOf, orFalse, pathTo, record, whole } from '../schema';
import { checkEngineName } from './engine-name';
import { containerName } from './extra-container';
import { run, toRun, type AroundRun, type Run, type RunProps } from './run';

/** A run of the release for each version, such as a migration of the database. */
export interface TaskProps<V = string> extends RunProps<V> {
  /**
   * When it runs. `'before-rollout'` is a Job that must succeed before the workload changes; docs/tasks.md says what waits for it.
   * `'init'` is an init container of each pod, which needs nothing that waits. It may run in several pods at the same time.
   *
   * @default 'before-rollout' - it runs once, and a failure leaves the old version as it is
   * @since 0.1.0
   * @example 'init'
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/
   */
  readonly when?: 'before-rollout' | 'init';
  /**
   * Seconds after which Kubernetes deletes the Job with its logs, at least 60; `false` for never. Flux makes a Job that is gone again,
   * which then runs again.
   *
   * @default - 86400 - the logs of a day are there to read; in Pulumi false, because it deletes the Job with the next version
   * @since 0.1.0
   * @example 3600
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/
   */
  readonly ttlSecondsAfterFinished?: number | false;
}

export interface WithTasksProps<V = string> {
  /**
   * Runs of the release for each version by their names, in the order in which they run. They have the image, the variables,
   * the volumes, the sidecars and the security of the nodes, and are no members of the cluster. If one fails, the rollout stops.
   *
   * @default - none
   * @since 0.1.0
   * @example { migrate: { eval: 'Shop.Release.migrate()' } }
   * @see https://hexdocs.pm/phoenix/releases.html#ecto-migrations
   */
  readonly tasks?: Readonly<Record<string, TaskProps<V>>>;
}

/** A task that is a Job. */
export interface Task extends Run {
  readonly backoffLimit: number;
  readonly activeDeadlineSeconds: number;
  /** Undefined for the default of the engine. */
  readonly ttlSecondsAfterFinished: number | false | undefined;
}

/** The tasks by what they become. */
export interface Tasks {
  readonly jobs: readonly Task[];
  readonly initTasks: readonly Run[];
}

const defaultBackoffLimit = 3;
const defaultDeadlineSeconds = 600;

// What only a Job has.
// The label with the name of a Job, on its pod, has at most as many characters.
const longestJobName = 63;

const ofJobs = ['backoffLimit', 'activeDeadlineSeconds', 'ttlSecondsAfterFinished'] as const;

export const tasks = feature<WithTasksProps<unknown>>()({
  name: 'tasks',
  appliesTo: ['cluster'],
  schema: {
    tasks: record(
      containerName,
      fields<TaskProps>(
        { ...run, when: oneOf('before-rollout', 'init'), ttlSecondsAfterFinished: orFalse(whole(60)) },
        { oneOf: ['eval', 'command', 'args'] },
      ),
    ),
  },
  decide: ({ tasks: given = {} }, context: AroundRun & Base, report) => {
    const all = Object.entries(given).map(([name, task]) => {
      const isInit = task.when === 'init';
      for (const key of ofJobs.filter((key) => isInit && task[key] !== undefined)) {
        const remedy = 'Remove it, or run the task before the rollout.';
        report({ property: `${pathTo('tasks', name)}.${key}`, rule: 'is not a property of an init container', remedy });
      }
      const { backoffLimit = defaultBackoffLimit, activeDeadlineSeconds = defaultDeadlineSeconds } = task;
      const { ttlSecondsAfterFinished } = task;
      const made = toRun('tasks', name, task, context, report);
      if (context.awaits === true && !isInit) {
        checkEngineName(context.id, name, longestJobName, pathTo('tasks', name), report);
      }
      return { isInit, made: { ...made, backoffLimit, activeDeadlineSeconds, ttlSecondsAfterFinished } };
    });
    const settled: Tasks = {
      jobs: all.filter(({ isInit }) => !isInit).map(({ made }) => made),
      initTasks: all.filter(({ isInit }) => isInit).map(({ made }) => made),
    };
    return { settled };
  },
});
