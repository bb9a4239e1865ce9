/** Why a call has no usable answer. */
export type Trouble =
  /** The answer is an error: `status` has its code. */
  | 'refused'
  /** The answer is a redirect, which is never followed. */
  | 'redirected'
  /** The answer is larger than its limit. */
  | 'too much'
  /** The answer is not one that Kubernetes or the runtime gives. */
  | 'unexpected'
  /** The request was sent, or may have been, and nothing came back. */
  | 'unanswered'
  /** Nothing was sent: no route, no name, no login. */
  | 'unreachable';

/** A failed call, as far as it is printed. */
export interface CallProblem {
  readonly trouble: Trouble;
  /** The HTTP status, where there was one. */
  readonly status?: number;
  /** One line for a person, to print after the name of what was called. */
  readonly reason: string;
  /** Node's code of an error of the network, which is that of the proxy where there is one. */
  readonly network?: string;
}

/** The error of a call that failed. */
export class CallError extends Error {
  override readonly name = 'CallError';

  constructor(readonly problem: CallProblem) {
    super(problem.reason);
  }
}

/** What happens before the first byte, and with a proxy before anything reaches the API server. */
const networkFailures: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'nothing listens there; is the cluster up?'],
  ['ENOTFOUND', 'its name is unknown to DNS; is the VPN up?'],
  ['EAI_AGAIN', 'DNS does not answer; is the network up?'],
  ['ETIMEDOUT', 'no answer; is the VPN up?'],
  ['EHOSTUNREACH', 'no route; is the VPN up?'],
  ['ENETUNREACH', 'no route; is the network up?'],
]);

const unsigned =
  "its certificate is not signed by the kubeconfig's authority. Get the kubeconfig anew, or ask whether a proxy reads TLS on the way.";
const noTls = 'it does not speak TLS there; correct the server of the kubeconfig.';

const tlsFailures: ReadonlyMap<string, string> = new Map([
  ['CERT_HAS_EXPIRED', 'its certificate has expired. Renew it on the control plane.'],
  ['CERT_NOT_YET_VALID', 'its certificate is not valid yet; is the clock of this machine right?'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', unsigned],
  ['SELF_SIGNED_CERT_IN_CHAIN', unsigned],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', unsigned],
  ['UNABLE_TO_GET_ISSUER_CERT', unsigned],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', unsigned],
  ['CERT_SIGNATURE_FAILURE', unsigned],
  [
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'its certificate is for another name. Correct the server of the kubeconfig, or give the name as tls-server-name.',
  ],
  ['EPROTO', noTls],
  ['ERR_SSL_WRONG_VERSION_NUMBER', noTls],
  ['ERR_SSL_PACKET_LENGTH_TOO_LONG', noTls],
]);

/** Reads whatever was thrown by Node, its parser of HTTP or a login helper. */
export function problemOf(error: unknown): CallProblem {
  if (error instanceof CallError) return error.problem;
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  const key = typeof code === 'string' ? code : '';
  const network = networkFailures.get(key);
  if (network !== undefined) return { trouble: 'unreachable', reason: network, network: key };
  const tls = tlsFailures.get(key);
  if (tls !== undefined) return { trouble: 'unreachable', reason: tls };
  if (code === 'ECONNRESET' || code === 'EPIPE') {
    return { trouble: 'unanswered', reason: 'the connection was cut; is a proxy in between?' };
  }
  if (typeof code === 'string' && code.startsWith('HPE_')) {
    return { trouble: 'unexpected', reason: `it does not speak HTTP (${code})` };
  }
  // What the proxy says instead of connecting.
  const [, refusal] = (typeof message === 'string' ? /^Bad response: (\d{3})$/.exec(message) : undefined) ?? [];
  if (refusal !== undefined) return { trouble: 'unreachable', reason: refusedByProxy(refusal) };
  const [line = ''] = (typeof message === 'string' ? message : String(error)).trim().split('\n');
  return { trouble: 'unreachable', reason: line === '' ? 'the call failed' : line };
}

function refusedByProxy(status: string): string {
  return status === '407'
    ? 'the proxy wants a user and a password (HTTP 407); put them into its address.'
    : `the proxy does not connect to it (HTTP ${status}); if it needs no proxy, add its host to NO_PROXY.`;
}

const longestTarget = 200;

export function redirected(status: number, location: string): CallError {
  // A query, and text before an @, often contain credentials.
  const target = location
    .replace(/[?#].*$/s, '')
    .replace(/^([a-z]+:)?\/\/[^/]*@/i, '$1//')
    .slice(0, longestTarget);
  const reason = `it redirects to ${target} (HTTP ${status}), and redirects are not followed`;
  return new CallError({ trouble: 'redirected', status, reason });
}

export function tooMuch(bytes: number): CallError {
  const size = bytes >= 2 ** 20 ? `${bytes / 2 ** 20} MiB` : `${bytes / 2 ** 10} KiB`;
  return new CallError({ trouble: 'too much', reason: `not checked: it answers with more than ${size}` });
}

export function unanswered(reason: string): CallError {
  return new CallError({ trouble: 'unanswered', reason });
}
