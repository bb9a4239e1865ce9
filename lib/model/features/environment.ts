import { refuseVariable } from '../contract-conflicts';
import { feature } from '../feature';
import type { EnvFrom, EnvSource, EnvVar } from '../kubernetes';
import {
  environmentName,
  environmentPrefix,
  fields,
  flag,
  leaf,
  list,
  objectName,
  pathTo,
  record,
  unshown,
} from '../schema';
import { refuseCookie } from './cookie';
import { environmentValue, isEnvSource } from './environment-value';
import type { Http } from './http';

/** A Secret or a ConfigMap, exactly one of the two, as a source of variables. */
export interface EnvFromProps<V = string> {
  /**
   * Name of the Secret.
   *
   * @since 0.1.0
   * @example 'shop-secrets'
   * @see https://kubernetes.io/docs/concepts/configuration/secret/
   */
  readonly secretName?: V;
  /**
   * Name of the ConfigMap.
   *
   * @since 0.1.0
   * @example 'shop-config'
   * @see https://kubernetes.io/docs/concepts/configuration/configmap/
   */
  readonly configMapName?: V;
  /**
   * Text that is put before the name of each variable.
   *
   * @default - nothing
   * @since 0.1.0
   * @example 'SHOP_'
   */
  readonly prefix?: string;
  /**
   * Whether pods may start without it.
   *
   * @default false - a node that lacks its settings must not join the others
   * @since 0.1.0
   * @example true
   */
  readonly optional?: boolean;
}

export interface EnvironmentProps<V = string> {
  /**
   * Environment variables of the application, in the order given, after those of the cluster. A value is text or a
   * reference to a Secret, a ConfigMap or a field of the pod. Variables that the cluster sets are refused, except `PORT` and
   * `DNS_CLUSTER_QUERY`: yours win. Variables and flags that would undo the cluster, such as `ERL_EPMD_ADDRESS`, are refused.
   *
   * @default - none
   * @since 0.1.0
   * @example { PHX_HOST: 'shop.acme.dev', DATABASE_URL: { secretKeyRef: { name: 'db', key: 'url' } } }
   * @see https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/
   */
  readonly env?: Readonly<Record<string, V | EnvSource<V>>>;

  /**
   * Secrets and ConfigMaps of which each key becomes a variable.
   *
   * @default - none
   * @since 0.1.0
   * @example [{ configMapName: 'shop-config' }, { secretName: 'smtp', prefix: 'SMTP_' }]
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/#configure-all-key-value-pairs-in-a-configmap-as-container-environment-variables
   */
  readonly envFrom?: readonly EnvFromProps<V>[];
}

/** Names of the application's own variables, as far as the props name them. */
export interface Variables {
  readonly variableNames: readonly string[];
}

/** Secrets and ConfigMaps of which each key becomes a variable. */
export const sources = list(
  fields<EnvFromProps>(
    {
      secretName: leaf(unshown(objectName)),
      configMapName: leaf(unshown(objectName)),
      prefix: unshown(environmentPrefix),
      optional: flag,
    },
    { oneOf: ['secretName', 'configMapName'] },
  ),
);

/** Variables by their names. */
export const variables = record(environmentName, environmentValue);

export const environment = feature<EnvironmentProps<unknown>>()({
  name: 'environment',
  appliesTo: ['cluster'],
  schema: { env: variables, envFrom: sources },
  decide: ({ env = {}, envFrom = [] }, { http }: Http, report) => {
    for (const [name, value] of Object.entries(env)) {
      const property = pathTo('env', name);
      refuseCookie(property, [value], report, name);
      refuseVariable(property, name, value, report);
    }
    const settled: Variables = { variableNames: Object.keys(env) };
    return {
      settled,
      // An application may have a PORT of its own.
      variables: http === undefined || 'PORT' in env ? [] : [{ name: 'PORT', value: String(http.port) }],
      env: Object.entries(env).map(toVariable),
      envFrom: envFrom.map(toSource),
    };
  },
});

/** A variable in the words of the API. */
export function toVariable([name, value]: readonly [string, unknown]): EnvVar<unknown> {
  return isEnvSource(value) ? { name, valueFrom: value } : { name, value };
}

/** A source of variables in the words of the API. */
export function toSource({ secretName, configMapName, prefix, optional }: EnvFromProps<unknown>): EnvFrom<unknown> {
  const reference = <N>(name: N) => ({ name, ...(optional === undefined ? {} : { optional }) });
  return {
    ...(prefix === undefined ? {} : { prefix }),
    ...(secretName === undefined ? {} : { secretRef: reference(secretName) }),
    ...(configMapName === undefined ? {} : { configMapRef: reference(configMapName) }),
  };
}
