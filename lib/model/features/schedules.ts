import { feature } from '../feature';
import type { ConcurrencyPolicy } from '../kubernetes';
import { cronSchedule, fields, flag, oneOf, record, timeZoneName, whole } from '../schema';
import { containerName } from './extra-container';
import { run, toRun, type AroundRun, type Run, type RunProps } from './run';

/** A run of the release at certain times. */
export interface ScheduleProps<V = string> extends RunProps<V> {
  /**
   * When it runs: minute, hour, day of the month, month, day of the week; or `@hourly`, `@daily`, `@weekly`, `@monthly`, `@yearly`.
   *
   * @since 0.1.0
   * @example '0 3 * * *'
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
   */
  readonly schedule: string;
  /**
   * Time zone of the schedule.
   *
   * @default 'Etc/UTC' - Kubernetes would use the zone of its own machine
   * @since 0.1.0
   * @example 'Europe/Berlin'
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#time-zones
   */
  readonly timeZone?: string;
  /**
   * What happens when it is time and the run before has not ended: `Forbid` leaves the new one out, `Replace` stops the old one,
   * `Allow` lets both run.
   *
   * @default 'Forbid' - a run that takes long never meets itself
   * @since 0.1.0
   * @example 'Replace'
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#concurrency-policy
   */
  readonly concurrencyPolicy?: ConcurrencyPolicy;
  /**
   * Seconds by which a run may be late, at least 10. One that was missed for longer is left out.
   *
   * @default 600 - Kubernetes stops a schedule of which it has missed 100 runs, unless it has such a number
   * @since 0.1.0
   * @example 60
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#starting-deadline
   */
  readonly startingDeadlineSeconds?: number;
  /**
   * How many runs that succeeded are kept, with their logs.
   *
   * @default 3 - as in Kubernetes
   * @since 0.1.0
   * @example 1
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#jobs-history-limits
   */
  readonly successfulJobsHistoryLimit?: number;
  /**
   * How many runs that failed are kept, with their logs.
   *
   * @default 3 - Kubernetes keeps 1, which does not show whether it fails each time
   * @since 0.1.0
   * @example 1
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#jobs-history-limits
   */
  readonly failedJobsHistoryLimit?: number;
  /**
   * Whether it runs only by hand: `kubectl create job --from cronjob/<name>-<schedule> <run>`.
   *
   * @default false
   * @since 0.1.0
   * @example true
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-suspension
   */
  readonly suspend?: boolean;
}

export interface WithSchedulesProps<V = string> {
  /**
   * Runs of the release at certain times by their names. They have the image, the variables, the volumes, the sidecars and the
   * security of the nodes, and are no members of the cluster.
   *
   * @default - none
   * @since 0.1.0
   * @example { cleanup: { eval: 'Shop.Release.clean_up()', schedule: '0 3 * * *' } }
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
   */
  readonly schedules?: Readonly<Record<string, ScheduleProps<V>>>;
}

/** A schedule as it was decided. */
export interface Schedule extends Run, Required<Omit<ScheduleProps<unknown>, keyof RunProps | 'suspend'>> {
  readonly backoffLimit: number;
  readonly activeDeadlineSeconds: number;
  readonly suspend: boolean;
}

export interface Schedules {
  readonly schedules: readonly Schedule[];
}

const seconds = whole(10, 86_400);
const count = whole(0, 100);

// With `Forbid`, a run that hangs would keep all later ones away.
const defaultDeadlineSeconds = 3_600;

export const schedules = feature<WithSchedulesProps<unknown>>()({
  name: 'schedules',
  appliesTo: ['cluster'],
  schema: {
    schedules: record(
      containerName,
      fields<ScheduleProps>(
        {
          ...run,
          schedule: cronSchedule,
          timeZone: timeZoneName,
          concurrencyPolicy: oneOf('Allow', 'Forbid', 'Replace'),
          startingDeadlineSeconds: seconds,
          successfulJobsHistoryLimit: count,
          failedJobsHistoryLimit: count,
          suspend: flag,
        },
        { required: ['schedule'], oneOf: ['eval', 'command', 'args'] },
      ),
    ),
  },
  decide: ({ schedules: given = {} }, context: AroundRun, report) => {
    const settled: Schedules = {
      schedules: Object.entries(given).map(([name, props]): Schedule => ({
        ...toRun('schedules', name, props, context, report),
        schedule: props.schedule,
        timeZone: props.timeZone ?? 'Etc/UTC',
        concurrencyPolicy: props.concurrencyPolicy ?? 'Forbid',
        startingDeadlineSeconds: props.startingDeadlineSeconds ?? 600,
        successfulJobsHistoryLimit: props.successfulJobsHistoryLimit ?? 3,
        failedJobsHistoryLimit: props.failedJobsHistoryLimit ?? 3,
        backoffLimit: props.backoffLimit ?? 3,
        activeDeadlineSeconds: props.activeDeadlineSeconds ?? defaultDeadlineSeconds,
        suspend: props.suspend ?? false,
      })),
    };
    return { settled };
  },
});
