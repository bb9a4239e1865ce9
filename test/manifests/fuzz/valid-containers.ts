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

export const initContainers = fc.dictionary(
  name,
  fc.record({ ...parts, beforeSidecars: flag }, { requiredKeys: ['image'] }),
  { maxKeys: 2 },
);
