import { feature, type Base } from '../feature';
import { fields, isRecord, leaf, objectName, refine, secretKey, unshown, type Report } from '../schema';
import { metadataOf, type Identity } from './identity';

/** A key of a Secret that exists before the pods start. */
export interface CookieReference<V = string> {
  /**
   * Name of the Secret.
   *
   * @since 0.1.0
   * @example 'rsolv-api-secrets'
   */
  readonly secretName: V;
  /**
   * Key in the Secret.
   *
   * @default 'erlang-cookie' - the key that `npx beam-cluster cookie` writes
   * @since 0.1.0
   * @example 'COOKIE'
   */
  readonly key?: string;
}

export interface CookieProps<V = string> {
  /**
   * Secret that holds the Erlang cookie. It is always a reference: a literal cookie is refused. `mix release` passes the
   * cookie to the VM as an argument, so a process in the same container can read it; the manifest has only the reference.
   *
   * @default - cdk8s: key `erlang-cookie` of the Secret `<name>-secrets`; Pulumi: a generated one in
   *   `<name>-erlang-cookie` - cdk8s has no state that could keep a generated one
   * @since 0.1.0
   * @example { secretName: 'rsolv-api-secrets', key: 'erlang-cookie' }
   * @see https://kubernetes.io/docs/concepts/configuration/secret/
   */
  readonly cookie?: CookieReference<V>;
}

/** The Secret that holds the cookie, and the key in it. */
export interface Cookie<V> {
  readonly secretName: V | string;
  readonly key: string;
  /** What the engine has to make. Undefined for a Secret that exists. */
  readonly generated?: GeneratedCookie<V>;
}

/** A random cookie, and the metadata of the Secret that it goes into. */
export interface GeneratedCookie<V> {
  readonly password: { readonly length: number; readonly special: boolean };
  readonly metadata: {
    readonly name: string;
    readonly namespace?: V;
    readonly labels: Readonly<Record<string, string>>;
  };
}

/** Key of the cookie in its Secret, as in the founding deployment. */
export const defaultCookieKey = 'erlang-cookie';

/** Characters of a random cookie. It has letters and digits only, because a cookie passes through shells; 48 of them are 285 bits. */
export const cookieLength = 48;
const password = { length: cookieLength, special: false };

const reference = fields<CookieReference>(
  { secretName: leaf(objectName), key: secretKey },
  { required: ['secretName'] },
);

export const cookie = feature<CookieProps<unknown>>()({
  name: 'cookie',
  appliesTo: ['cluster', 'attachment'],
  schema: {
    cookie: refine(unshown(reference), (value, property, { isOpaque, report }) => {
      if (isRecord(value) && !isOpaque(value)) return true;
      const remedy = `Put it into a Secret and give { secretName: 'my-secrets', key: '${defaultCookieKey}' }.`;
      report({ property, rule: 'must be a reference to a Secret, never the cookie itself', remedy });
      return false;
    }),
  },
  decide: ({ cookie: given }, { cookieSource, identity }: Base & { readonly identity: Identity }) => {
    const settled: Cookie<unknown> = decideCookie(given, cookieSource, identity);
    const { secretName: name, key } = settled;
    return {
      settled: { cookie: settled },
      variables: [{ name: 'RELEASE_COOKIE', valueFrom: { secretKeyRef: { name, key } } }],
    };
  },
});

function decideCookie(
  given: CookieReference<unknown> | undefined,
  source: Base['cookieSource'],
  identity: Identity,
): Cookie<unknown> {
  const key = given?.key ?? defaultCookieKey;
  if (given !== undefined) return { secretName: given.secretName, key };
  if (source === 'reference') return { secretName: `${identity.name}-secrets`, key };
  const secretName = `${identity.name}-erlang-cookie`;
  return {
    secretName,
    key,
    generated: { password, metadata: { ...metadataOf(identity, secretName), name: secretName } },
  };
}

const cookieFlag = /(^|\s)--?(set)?cookie(\s|=|$)/;
/** Variables, besides `RELEASE_COOKIE`, that images read a cookie from. */
export const cookieVariables = ['ERLANG_COOKIE', 'COOKIE', 'ERL_COOKIE', 'NODE_COOKIE'] as const;

/** Refuses text in which a literal cookie hides. What is found is never shown. */
export function refuseCookie(property: string, texts: readonly unknown[], report: Report, variable = ''): void {
  const known = texts.filter((text) => typeof text === 'string');
  if (!known.some((text) => cookieVariables.some((name) => name === variable) || cookieFlag.test(text))) return;
  report({ property, rule: 'carries a literal cookie', remedy: `Leave it to the property cookie, a Secret's key.` });
}
