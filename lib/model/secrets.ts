import { ownedVariable } from './contract';
import type { Labels } from './kubernetes';
import { isRecord } from './plain';
import { pathTo, show, showKind, type Report } from './problems';
import type { BeamClusterPropsWithSecrets } from './props';
import { list, record, reject, unshown, type Shape } from './shape';
import { isMadeFromOutput } from './stringified';
import { environmentName, secretKey } from './syntax';

/** Secret variables by value, and what the Secret that takes them is labelled with. */
export interface SecretVariables<V> {
  readonly namespace?: V;
  readonly labels: Labels;
  readonly variables: Readonly<Record<string, V>>;
}

/** Makes a Secret and gives its name. An engine that would print the values has no such function. */
export type KeepSecret<V> = (secret: SecretVariables<V>) => V;

export type Secrets<V> = NonNullable<BeamClusterPropsWithSecrets<V>['secrets']>;

export function areNames<V>(secrets: Secrets<V>): secrets is readonly V[] {
  return Array.isArray(secrets);
}

export function secretsShape(names: Shape): Shape {
  const listed = list(unshown(names));
  // A value is never shown, since it is a secret.
  const value: Shape = (given, property, { report, isOpaque }) => {
    if (isOpaque(given) || (typeof given === 'string' && !isMadeFromOutput(given))) return given;
    return reject(report, { property, rule: 'must be text', got: showKind(given) }, given);
  };
  const variable: Shape = (name, property, reading) =>
    environmentName(name, property, reading) === undefined ? undefined : secretKey(name, property, reading);
  const byValue = record(variable, value);
  return (given, property, reading) => {
    if (!isRecord(given)) return listed(given, property, reading);
    if (reading.canKeepSecrets) return byValue(given, property, reading);
    const remedy = 'Put the values into a Secret and give its name.';
    return reject(reading.report, { property, rule: 'must be a list of names', got: show(given), remedy }, given);
  };
}

export function checkSecrets<V>(props: Partial<BeamClusterPropsWithSecrets<V>>, report: Report): void {
  if (props.secrets === undefined || areNames(props.secrets)) return;
  for (const name of Object.keys(props.secrets)) {
    const property = pathTo('secrets', name);
    if (ownedVariable(name) !== undefined)
      report({ property, rule: 'is set by the cluster itself', remedy: 'Remove it.' });
    if (name === 'PORT' && props.http !== undefined)
      report({ property, rule: 'is set from http.port, which would win', remedy: 'Remove it.' });
    if (Object.hasOwn(props.env ?? {}, name))
      report({ property, rule: 'is in env as well', remedy: 'Remove one of the two.' });
  }
}
