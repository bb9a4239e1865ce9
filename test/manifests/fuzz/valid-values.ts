import fc from 'fast-check';
import { flag, key, objectName, some, text } from './words';

/** Values of variables and of resources that are well formed. */

const reference = fc.record({ name: objectName, key, optional: flag }, { requiredKeys: ['name', 'key'] });
const fieldPath = some('metadata.name', 'spec.nodeName', 'status.podIPs', "metadata.labels['app']");
export const envValue = fc.oneof(
  { arbitrary: text, weight: 3 },
  reference.map((secretKeyRef) => ({ secretKeyRef })),
  reference.map((configMapKeyRef) => ({ configMapKeyRef })),
  fieldPath.map((fieldPath) => ({ fieldRef: { fieldPath } })),
);

export const quantity = (...quantities: readonly string[]) => some(...quantities);
export const quantities = fc.record(
  {
    cpu: quantity('100m', '1', '1000m', '0.5', '2.5', '.0015'),
    memory: quantity('128Mi', '1Gi', '1024Mi', '1.5Gi', '1e9', '12e8', '512M', '1000000k', '1073741824'),
    'ephemeral-storage': quantity('1Gi', '5G'),
  },
  { requiredKeys: [] },
);
