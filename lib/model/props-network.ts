import type { ServiceType } from './kubernetes';

/** How a cluster is reached, from outside and from its own pods. */

export interface HttpProps {
  /** Port the application listens on, told to it as `PORT` unless `env` has its own. */
  readonly port: number;
  /**
   * Path that answers 2xx while the VM works, whatever the peers do.
   *
   * @default '/health'
   */
  readonly healthPath?: string;
  /**
   * Path that answers 2xx when the pod may get traffic.
   *
   * @default - the health path
   */
  readonly readyPath?: string;
}

export interface PortsProps {
  /**
   * Port of the Erlang port mapper daemon.
   *
   * @default 4369 - its registered port
   */
  readonly epmd?: number;
  /**
   * The one port of the Erlang distribution.
   *
   * @default 9100 - a known one, which a policy can name; OTP's own is random
   */
  readonly distribution?: number;
}

export interface ServiceProps<V = string> {
  /** Kind of Service. @default 'ClusterIP' - whatever leads in from outside is in front of it */
  readonly type?: ServiceType;
  /** Port that clients use. @default - the HTTP port */
  readonly port?: number;
  /** Annotations of this Service alone. @default - none */
  readonly annotations?: Readonly<Record<string, V>>;
}

export interface HeadlessProps<V = string> {
  /**
   * Whether DNS has pods that are not ready. Off, nodes can only meet after they are ready.
   *
   * @default true - nodes that are ready only when they have met could otherwise never meet
   */
  readonly publishNotReadyAddresses?: boolean;
  /** Annotations of this Service alone. @default - none */
  readonly annotations?: Readonly<Record<string, V>>;
}

export interface NetworkPolicyProps {
  /**
   * Where pods may connect to: `open` for anywhere, `cluster` for DNS and their peers alone; add policies for more.
   *
   * @default 'open' - only the application knows what it connects to
   */
  readonly egress?: 'open' | 'cluster';
}
