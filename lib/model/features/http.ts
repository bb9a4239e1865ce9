import { feature, type Base } from '../feature';
import { fields, port, urlPath } from '../schema';

/** Where the application serves HTTP. */
export interface HttpProps {
  /**
   * Port that the application listens on. It is in the environment as `PORT`, unless `env` has its own.
   *
   * @since 0.1.0
   * @example 4000
   */
  readonly port: number;
  /**
   * Path that answers 2xx while the VM works, whatever the peers do. The startup and the liveness probe ask for it. The
   * runtime's plug answers `/health`. Give only a path that the image answers: a pod whose path is a 404 never becomes
   * ready.
   *
   * @default - none: the probes connect to the port, because an application of `mix phx.new` has no such path
   * @since 0.1.0
   * @example '/health'
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
   */
  readonly healthPath?: string;
  /**
   * Path that answers 2xx while the pod may get traffic. The readiness probe asks for it. With the runtime's plug it is
   * `/ready`.
   *
   * @default - the health path; without one, the probe connects to the port
   * @since 0.1.0
   * @example '/ready'
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
   */
  readonly readyPath?: string;
}

export interface WithHttpProps {
  /**
   * Where the application listens for HTTP. Without it there is no client Service, and the probes look at the
   * distribution port.
   *
   * @default - none
   * @since 0.1.0
   * @example { port: 4000 }
   */
  readonly http?: HttpProps;
}

/** Where clients and probes find the application. */
export interface Http {
  readonly http: HttpProps | undefined;
}

/** Name of the HTTP port in the container and in the client Service. */
export const httpPort = 'http';

export const http = feature<WithHttpProps>()({
  name: 'HTTP',
  appliesTo: ['cluster', 'attachment'],
  schema: { http: fields<HttpProps>({ port, healthPath: urlPath, readyPath: urlPath }, { required: ['port'] }) },
  decide: ({ http: given }, _: Base) => {
    const settled: Http = { http: undefined };
    if (given === undefined) return { settled };
    const served: Http = { http: given };
    return {
      settled: served,
      ports: [{ name: httpPort, containerPort: given.port, protocol: 'TCP' }],
    };
  },
});
