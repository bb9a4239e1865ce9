import { refuseVariable } from '../contract-conflicts';
import { feature, type Base } from '../feature';
import {
  environmentName,
  isList,
  isMadeFromOutput,
  isRecord,
  leaf,
  list,
  objectName,
  pathTo,
  record,
  reject,
  secretKey,
  shape,
  show,
  showKind,
  unshown,
  type Report,
  type Shape,
} from '../schema';
import { checkEngineName } from './engine-name';
import type { Variables } from './environment';
import type { Http } from './http';
import type { Identity } from './identity';

export interface SecretsProps<V = string> {
  /**
   * Names of Secrets of which each key becomes a variable: short for `envFrom` with only `secretName`.
   *
   * @default - none
   * @since 0.1.0
   * @example ['shop-secrets']
   * @see https://kubernetes.io/docs/concepts/configuration/secret/
   */
  readonly secrets?: readonly V[];
}

/** The same for an engine that can keep a secret. */
export interface SecretsByValueProps<V> {
  /**
   * Names of Secrets of which each key becomes a variable, or a map of secret variables. A map goes into a Secret with a
   * generated name, so that a change makes the new Secret, rolls the pods and only then deletes the old one.
   *
   * @default - none
   * @since 0.1.0
   * @example { DATABASE_URL: config.requireSecret('databaseUrl') }
   * @see https://kubernetes.io/docs/concepts/configuration/secret/
   */
  readonly secrets?: readonly V[] | Readonly<Record<string, V>>;
}

const names = list(leaf(unshown(objectName)));

const variable: Shape = {
  json: { type: 'string' },
  read: (name, property, reading) =>
    environmentName.read(name, property, reading) === undefined ? undefined : secretKey.read(name, property, reading),
};

const value = leaf(
  shape({ type: 'string' }, (given, property, { report }) => {
    if (typeof given === 'string' && !isMadeFromOutput(given)) return given;
    return reject(report, { property, rule: 'must be text', got: showKind(given) }, given);
  }),
);

const byValue = record(variable, value);

// The longest name of an object (RFC 1123 subdomain).
const longestSecretName = 253;

export const secrets = feature<SecretsByValueProps<unknown>>()({
  name: 'secrets',
  appliesTo: ['cluster'],
  schema: {
    secrets: shape(names.json, (given, property, reading) => {
      if (!isRecord(given)) return names.read(given, property, reading);
      if (reading.keepsSecrets) return byValue.read(given, property, reading);
      const remedy = 'Put the values into a Secret and give its name.';
      return reject(reading.report, { property, rule: 'must be a list of names', got: show(given), remedy }, given);
    }),
  },
  decide: (
    { secrets: given = [] },
    { id, http, identity, secretsName, variableNames }: Base & Http & Variables & { readonly identity: Identity },
    report,
  ) => {
    if (isList(given)) return { envFrom: given.map((name) => ({ secretRef: { name } })) };
    if (Object.keys(given).length === 0) return {};
    checkEngineName(id, 'env', longestSecretName, 'secrets', report);
    const secretNames = Object.keys(given);
    refuseVariables(given, variableNames, http !== undefined, report);
    const { labels, namespace } = identity;
    const settled: Variables = { variableNames: [...variableNames, ...secretNames] };
    return {
      settled,
      envFrom: [{ secretRef: { name: secretsName } }],
      secrets: {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { ...(namespace === undefined ? {} : { namespace }), labels },
        stringData: given,
      },
    };
  },
});

type Given = Readonly<Record<string, unknown>>;

function refuseVariables(given: Given, env: readonly string[], hasHttp: boolean, report: Report): void {
  for (const [name, value] of Object.entries(given)) {
    const property = pathTo('secrets', name);
    refuseVariable(property, name, value, report);
    if (name === 'PORT' && hasHttp)
      report({ property, rule: 'is set from http.port, which would win', remedy: 'Remove it.' });
    if (env.includes(name)) report({ property, rule: 'is in env as well', remedy: 'Remove one of the two.' });
  }
}
