import { feature, type Base } from '../feature';
import { fields, flag, leaf, objectName } from '../schema';

/** ServiceAccount of the pods. */
export interface ServiceAccountProps<V = string> {
  /**
   * Name of the ServiceAccount.
   *
   * @default - the namespace's `default`
   * @since 0.1.0
   * @example 'api'
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/
   */
  readonly name?: V;
  /**
   * Whether its token is mounted.
   *
   * @default false - no node asks the Kubernetes API
   * @since 0.1.0
   * @example true
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting
   */
  readonly automountToken?: boolean;
}

export interface WithServiceAccountProps<V = string> {
  /**
   * ServiceAccount of the pods. Discovery asks DNS, not the API, so it needs no permission. Variables for Services
   * (`enableServiceLinks`) are always off, because a Service named `release` would set `RELEASE_PORT` in every pod.
   *
   * @default - the namespace's `default`, with no token mounted
   * @since 0.1.0
   * @example { name: 'api', automountToken: true }
   * @see https://kubernetes.io/docs/concepts/security/service-accounts/
   */
  readonly serviceAccount?: ServiceAccountProps<V>;
}

export const serviceAccount = feature<WithServiceAccountProps<unknown>>()({
  name: 'service account',
  appliesTo: ['cluster'],
  schema: { serviceAccount: fields<ServiceAccountProps>({ name: leaf(objectName), automountToken: flag }) },
  decide: ({ serviceAccount: given = {} }, _: Base) => ({
    pod: {
      ...(given.name === undefined ? {} : { serviceAccountName: given.name }),
      automountServiceAccountToken: given.automountToken ?? false,
      // A Service named `release` would otherwise set RELEASE_PORT and the like in every pod of the namespace.
      enableServiceLinks: false,
    },
  }),
});
