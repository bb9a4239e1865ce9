import { modelCluster, type CronJob, type ScheduleProps } from 'beam-cluster/model';
import { withHttp } from './printed';
import { problemsOf } from './problems-of';

const cleanup = { eval: 'Shop.Release.clean_up()', schedule: '0 3 * * *' };

function printSchedule(given: Partial<ScheduleProps> = {}): CronJob<string> {
  const { batch } = modelCluster('api', { ...withHttp, schedules: { cleanup: { ...cleanup, ...given } } });
  const schedule = batch.schedules['cleanup'];
  if (schedule === undefined) throw new Error('no schedule was printed');
  return schedule;
}

describe('a schedule', () => {
  test('is a CronJob with the numbers of its defaults', () => {
    const { metadata, spec } = printSchedule();
    const { jobTemplate, ...numbers } = spec;

    expect(metadata.name).toBe('api-cleanup');
    expect(numbers).toEqual({
      schedule: '0 3 * * *',
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 600,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
    });
    expect(jobTemplate.spec).toMatchObject({ backoffLimit: 3, activeDeadlineSeconds: 3_600 });
    expect(jobTemplate.spec).not.toHaveProperty('ttlSecondsAfterFinished');
    expect(jobTemplate.spec.template.spec.containers[0].command).toEqual([
      'bin/api',
      'eval',
      'Shop.Release.clean_up()',
    ]);
    expect(jobTemplate.spec.template.metadata.labels).toMatchObject({
      app: 'api-cleanup',
      'beam-cluster/task-of': 'api',
    });
  });

  test('has what it is given', () => {
    const given = {
      timeZone: 'America/Argentina/Buenos_Aires',
      concurrencyPolicy: 'Replace',
      startingDeadlineSeconds: 60,
      successfulJobsHistoryLimit: 0,
      failedJobsHistoryLimit: 1,
      suspend: true,
    } as const;

    expect(printSchedule(given).spec).toMatchObject(given);
  });
});

describe('the times of a schedule', () => {
  const form =
    'must be five fields such as "0 3 * * *", or one of @hourly, @daily, @weekly, @monthly and @yearly, got text of';

  test.each([
    '*/5 * * * *',
    '0,30 8-18/2 1-15 JAN-mar Mon,fri',
    '? ? ? ? ?',
    '59 23 31 12 6',
    '@hourly',
    '0/15 * * * *',
  ])('may be %s', (schedule) => {
    expect(printSchedule({ schedule }).spec.schedule).toBe(schedule);
  });

  test.each([
    '',
    '* * * *',
    '* * * * * *',
    '60 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '* * * 13 *',
    '* * * * 7',
    '5-1 * * * *',
  ])('cannot be %s', (schedule) => {
    const [problem = ''] = problemsOf({ ...withHttp, schedules: { cleanup: { ...cleanup, schedule } } });
    expect(problem).toContain(schedule === '' ? 'got ""' : form);
  });

  test.each([
    '*/0 * * * *',
    '1-2-3 * * * *',
    '*/5/5 * * * *',
    'MON * * * *',
    '@reboot',
    'CRON_TZ=UTC 0 3 * * *',
    '0 3 * * * ',
  ])('cannot be %s either', (schedule) => {
    expect(problemsOf({ ...withHttp, schedules: { cleanup: { ...cleanup, schedule } } })).toHaveLength(1);
  });

  test.each(['Local', 'local', 'Europe/', '+02:00', 'Europe/../x'])('cannot be in the zone %s', (timeZone) => {
    expect(problemsOf({ ...withHttp, schedules: { cleanup: { ...cleanup, timeZone } } })).toEqual([
      `BeamCluster "api": schedules.cleanup.timeZone must be a name of the time zone database, such as "Europe/Berlin", got text of ${timeZone.length} characters.`,
    ]);
  });

  test('must be given', () => {
    expect(problemsOf({ ...withHttp, schedules: { cleanup: { eval: 'a' } } })).toEqual([
      'BeamCluster "api": schedules.cleanup.schedule must be given.',
    ]);
  });
});
