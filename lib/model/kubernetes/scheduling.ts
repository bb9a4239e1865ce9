/** Where a pod may run and what it resolves names with, in the words of the Kubernetes API. */

/** A taint of machines that a pod tolerates. */
export interface Toleration {
  /**
   * Key of the taint. Without it the operator is `Exists`, which tolerates every key.
   *
   * @default - every key
   * @since 0.1.0
   * @example 'dedicated'
   */
  readonly key?: string;
  /**
   * Whether the taint must have the value.
   *
   * @default 'Equal'
   * @since 0.1.0
   * @example 'Exists'
   */
  readonly operator?: 'Exists' | 'Equal';
  /**
   * Value of the taint. The operator `Exists` takes none.
   *
   * @default - the empty value
   * @since 0.1.0
   * @example 'beam'
   */
  readonly value?: string;
  /**
   * Effect of the taint.
   *
   * @default - every effect
   * @since 0.1.0
   * @example 'NoSchedule'
   */
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  /**
   * Seconds that the pod stays on a machine that gets the taint. It needs the effect `NoExecute`.
   *
   * @default - for ever
   * @since 0.1.0
   * @example 60
   */
  readonly tolerationSeconds?: number;
}

/** A line of `/etc/hosts`. */
export interface HostAlias {
  /**
   * An IPv4 or IPv6 address.
   *
   * @since 0.1.0
   * @example '10.0.0.5'
   */
  readonly ip: string;
  /**
   * Names of the address, at least one.
   *
   * @since 0.1.0
   * @example ['legacy-db']
   */
  readonly hostnames: readonly string[];
}

export type DnsPolicy = 'ClusterFirst' | 'ClusterFirstWithHostNet' | 'None';

/** Settings of the resolver. */
export interface DnsConfig {
  /**
   * Addresses of name servers, at most 3.
   *
   * @default - none
   * @since 0.1.0
   * @example ['10.96.0.10']
   */
  readonly nameservers?: readonly string[];
  /**
   * Domains in which short names are looked up, at most 32.
   *
   * @default - none
   * @since 0.1.0
   * @example ['shop.svc.cluster.local']
   */
  readonly searches?: readonly string[];
  /**
   * Options of the resolver.
   *
   * @default - none
   * @since 0.1.0
   * @example [{ name: 'ndots', value: '2' }]
   * @see https://man7.org/linux/man-pages/man5/resolv.conf.5.html
   */
  readonly options?: readonly DnsOption[];
}

/** An option of the resolver. */
export interface DnsOption {
  /**
   * Name of the option.
   *
   * @since 0.1.0
   * @example 'ndots'
   */
  readonly name: string;
  /**
   * Value of the option.
   *
   * @default - none
   * @since 0.1.0
   * @example '2'
   */
  readonly value?: string;
}
