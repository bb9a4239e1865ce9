import fc from 'fast-check';
import { envValue, quantities } from './valid-values';
import { flag, label, objectName, path, port, some, text, variable } from './words';

/** Containers beside the application that are well formed. */

const parts = {
  image: some('fluent/fluent-bit:4.2.0', 'ghcr.io/acme/geodata@sha256:0123'),
  command: fc.array(text, { maxLength: 2 }),
  args: fc.array(text, { maxLength: 2 }),
  env: fc.dictionary(variable, envValue, { maxKeys: 2 }),
  envFrom: fc.array(fc.record({ secretName: objectName, optional: flag }, { requiredKeys: ['secretName'] }), {
    maxLength: 1,
  }),
  mounts: fc.dictionary(some('a', 'b'), some('/data', '/data/', '/tmp'), { maxKeys: 1 }),
  security: fc.record({ user: port, group: port, readOnlyRootFilesystem: flag }, { requiredKeys: [] }),
  resources: fc.record({ requests: quantities, limits: quantities }, { requiredKeys: [] }),
};
const name = fc.oneof(label(20), some('api'));

export const sidecars = fc.dictionary(
  name,
  fc.record({ ...parts, startup: fc.record({ port, path }, { requiredKeys: ['port'] }) }, { requiredKeys: ['image'] }),
  { maxKeys: 2 },
);

const run = {
  env: parts.env,
  resources: parts.resources,
  backoffLimit: some(0, 6),
  activeDeadlineSeconds: some(60, 7_200),
};
const what = fc.oneof(
  text.map((expression) => ({ eval: expression })),
  fc.record({ command: parts.command }),
  fc.record({ args: parts.args }),
);
const both = ([given, more]: readonly [object, object]) => ({ ...given, ...more });

export const tasks = fc.dictionary(
  name,
  fc
    .tuple(
      what,
      fc.oneof(
        fc.record(
          { ...run, when: some('before-rollout'), ttlSecondsAfterFinished: some<number | false>(60, false) },
          { requiredKeys: [] },
        ),
        fc.record({ env: run.env, when: some('init') }, { requiredKeys: ['when'] }),
      ),
    )
    .map(both),
  { maxKeys: 2 },
);

export const schedules = fc.dictionary(
  name,
  fc
    .tuple(
      what,
      fc.record(
        {
          ...run,
          schedule: some('0 3 * * *', '@hourly', '*/5 8-18 * JAN-mar 1,fri'),
          timeZone: some('Europe/Berlin', 'Etc/GMT+5', 'UTC'),
          concurrencyPolicy: some('Allow', 'Forbid', 'Replace'),
          startingDeadlineSeconds: some(10, 600),
          successfulJobsHistoryLimit: some(0, 3),
          failedJobsHistoryLimit: some(0, 3),
          suspend: flag,
        },
        { requiredKeys: ['schedule'] },
      ),
    )
    .map(both),
  { maxKeys: 2 },
);

export const initContainers = fc.dictionary(
  name,
  fc.record({ ...parts, beforeSidecars: flag }, { requiredKeys: ['image'] }),
  { maxKeys: 2 },
);
