import type * as kplus from 'cdk8s-plus-28';
import type { AttachmentProps, BeamClusterProps as ModelProps, CookieReference, EnvSource } from '../model';

/** A cookie by reference: names, a Secret with the default key, or a key of a Secret. */
// `Secret` by name too: with `exactOptionalPropertyTypes` the compiler does not take it for an `ISecret`.
export type Cookie = CookieReference | kplus.ISecret | kplus.Secret | kplus.SecretValue;

/** The props of a cluster, where cdk8s-plus' own references are taken as well. */
export interface BeamClusterProps extends Omit<ModelProps, 'cookie' | 'env'> {
  /**
   * Secret that holds the Erlang cookie, as a reference, a `kplus.ISecret` or a `kplus.SecretValue`. Nothing is
   * generated at synth, since a second synth has to print the same.
   *
   * @default - key `erlang-cookie` of the Secret `<name>-secrets`
   */
  readonly cookie?: Cookie;

  /**
   * Environment variables of the application: text, a reference, or a `kplus.EnvValue`.
   *
   * @default - none
   */
  readonly env?: Readonly<Record<string, string | EnvSource<string> | kplus.EnvValue>>;
}

/** What clustering is added to, and how. */
export interface AttachProps extends Omit<AttachmentProps, 'cookie' | 'selector' | 'replicas' | 'graceSeconds'> {
  /** The workload that exists: a Deployment, a StatefulSet or a DaemonSet. Only what makes it a cluster is added. */
  readonly workload: kplus.Workload;

  /**
   * The container that runs the release.
   *
   * @default - the workload's first container
   */
  readonly container?: kplus.Container;

  /**
   * Secret that holds the Erlang cookie.
   *
   * @default - key `erlang-cookie` of the Secret `<name>-secrets`
   */
  readonly cookie?: Cookie;
}
