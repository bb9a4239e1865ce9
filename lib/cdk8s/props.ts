import type { ApiObject, ApiObjectMetadataDefinition } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { IConstruct } from 'constructs';
import type { AttachmentProps, BeamClusterProps as ModelProps, CookieReference, EnvSource } from '../model';

/** A cookie by reference: names, a Secret in which it has the key `erlang-cookie`, or a key of a Secret. */
// `Secret` by name too: with `exactOptionalPropertyTypes` the compiler does not take it for an `ISecret`.
export type Cookie = CookieReference | kplus.ISecret | kplus.Secret | kplus.SecretValue;

/** The props of a cluster, in which references may be those of cdk8s-plus. */
export interface BeamClusterProps extends Omit<ModelProps, 'cookie' | 'env'> {
  /**
   * Secret that holds the Erlang cookie, as a reference, a `kplus.ISecret` or a `kplus.SecretValue`. Nothing is
   * generated at synth, because a second synth must print the same.
   *
   * @default - key `erlang-cookie` of the Secret `<name>-secrets`
   * @since 0.1.0
   * @example kplus.Secret.fromSecretName(chart, 'Cookie', 'shop-secrets')
   * @see https://kubernetes.io/docs/concepts/configuration/secret/
   */
  readonly cookie?: Cookie;

  /**
   * Environment variables of the application: text, a reference, or a `kplus.EnvValue`.
   *
   * @default - none
   * @since 0.1.0
   * @example { POD_UID: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_UID) }
   * @see https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/
   */
  readonly env?: Readonly<Record<string, string | EnvSource<string> | kplus.EnvValue>>;
}

/** A container of cdk8s-plus, of any version. */
export interface AttachableContainer {
  readonly name: string;
  readonly image: string;
  readonly ports: readonly { readonly number: number }[];
}

/** A workload of cdk8s-plus, of any version. The classes of two versions are different types for the compiler. */
export interface AttachableWorkload extends IConstruct {
  readonly matchLabels: Record<string, string>;
  readonly podMetadata: ApiObjectMetadataDefinition;
  readonly containers: readonly AttachableContainer[];
}

/**
 * The workload that clustering is added to, and how. The labels that select the pods, the number of replicas, the grace and
 * the namespace are those of the workload.
 *
 * @typeParam W - the workload that is given
 */
export interface AttachProps<W extends AttachableWorkload | ApiObject = AttachableWorkload | ApiObject> extends Omit<
  AttachmentProps,
  'cookie' | 'selector' | 'graceSeconds'
> {
  /**
   * The workload that exists: a Deployment, a StatefulSet or a DaemonSet of any version of cdk8s-plus, an object that `cdk8s
   * import` made, such as a `KubeDeployment`, or one of the `apiObjects` of an Include. What it has already stays as it is.
   *
   * @since 0.1.0
   * @example deployment
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/
   */
  readonly workload: W;

  /**
   * The container that runs the release, or its name.
   *
   * @default - the workload's first container
   * @since 0.1.0
   * @example deployment.addContainer({ name: 'web', image: 'ghcr.io/acme/orders:1.0.0' })
   */
  readonly container?: AttachableContainer | string;

  /**
   * Secret that holds the Erlang cookie, as a reference, a `kplus.ISecret` or a `kplus.SecretValue`.
   *
   * @default - key `erlang-cookie` of the Secret `<name>-secrets`
   * @since 0.1.0
   * @example { secretName: 'orders-secrets' }
   * @see https://kubernetes.io/docs/concepts/configuration/secret/
   */
  readonly cookie?: Cookie;
}
