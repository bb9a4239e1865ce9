import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Batch } from '../model';

/** The objects of `tasks` and `schedules`, by the names of the props. */
export interface PrintedBatch {
  readonly tasks: Readonly<Record<string, ApiObject>>;
  readonly schedules: Readonly<Record<string, ApiObject>>;
  readonly policy: ApiObject | undefined;
}

// Those of cdk8s-plus have opinions of their own about the pods.
export function printBatch(scope: Construct, { tasks, schedules, policy }: Batch<string>): PrintedBatch {
  const around = policy && new ApiObject(scope, 'TaskPolicy', policy);
  let before: ApiObject | undefined = around;
  const jobs = Object.entries(tasks).map(([name, job]) => {
    const printed = new ApiObject(scope, `Task-${name}`, job);
    if (before !== undefined) printed.addDependency(before);
    before = printed;
    return [name, printed] as const;
  });
  const cronJobs = Object.entries(schedules).map(
    ([name, cronJob]) => [name, new ApiObject(scope, `Schedule-${name}`, cronJob)] as const,
  );
  return { tasks: Object.fromEntries(jobs), schedules: Object.fromEntries(cronJobs), policy: around };
}
