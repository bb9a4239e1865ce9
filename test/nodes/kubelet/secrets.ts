import { randomBytes } from 'node:crypto';
import type { PodSpec } from '../../../lib/model/kubernetes';

/** Secrets or ConfigMaps by name, each with its keys. */
export type Stored = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Every Secret that the pods refer to, as somebody who follows the manifest would have made them. */
export function makeSecrets({ containers }: PodSpec<string>): Stored {
  const secrets: Record<string, Record<string, string>> = {};
  for (const { valueFrom } of containers[0].env) {
    const { name, key } = valueFrom?.secretKeyRef ?? {};
    if (name !== undefined && key !== undefined) (secrets[name] ??= {})[key] = randomBytes(24).toString('hex');
  }
  return secrets;
}
