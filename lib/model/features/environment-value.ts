import type { EnvSource, KeyReference } from '../kubernetes';
import {
  fields,
  flag,
  isQualifiedKey,
  isRecord,
  leaf,
  objectName,
  processText,
  reject,
  secretKey,
  showKind,
  text,
  unshown,
  type Shape,
} from '../schema';

/** What the value of a variable may be: text, or a reference. A literal is never shown in an error: it may be a secret. */

// What the downward API serves as a variable, from the API server's validation of pods.
const plainFields = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];
const choices = [...plainFields, "metadata.labels['<key>']", "metadata.annotations['<key>']"];
const fieldPath = text(
  `must be one of ${choices.map((path) => `"${path}"`).join(', ')}`,
  (path) => plainFields.includes(path) || isQualifiedKey(keyOf(path)),
);

const reference = fields<KeyReference<unknown>>(
  { name: unshown(leaf(objectName)), key: unshown(secretKey), optional: flag },
  { required: ['name', 'key'] },
);

const source = fields<EnvSource<unknown>>(
  {
    fieldRef: fields({ fieldPath: unshown(fieldPath) }, { required: ['fieldPath'] }),
    secretKeyRef: reference,
    configMapKeyRef: reference,
  },
  { oneOf: ['fieldRef', 'secretKeyRef', 'configMapKeyRef'] },
);

const literal = unshown(processText);

export const environmentValue: Shape = leaf({
  json: { anyOf: [literal.json, source.json] },
  read: (value, property, reading) => {
    if (typeof value === 'string') return literal.read(value, property, reading);
    if (isRecord(value)) return source.read(value, property, reading);
    const remedy = 'Put a number or a boolean into quotes.';
    const problem = { property, rule: 'must be text or a reference', got: showKind(value), remedy };
    return reject(reading.report, problem, value);
  },
});

export function isEnvSource(value: unknown): value is EnvSource<unknown> {
  return isRecord(value) && ['secretKeyRef', 'configMapKeyRef', 'fieldRef'].some((key) => key in value);
}

function keyOf(path: string): string {
  return /^metadata\.(?:labels|annotations)\['(.*)'\]$/.exec(path)?.[1] ?? '';
}
