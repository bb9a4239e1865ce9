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
}

/** The error of a call that failed. */
export class CallError extends Error {
  override readonly name = 'CallError';

  constructor(readonly problem: CallProblem) {
    super(problem.reason);
  }
}

const failures: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'nothing listens there; is the cluster up?'],
  ['ENOTFOUND', 'its name is unknown to DNS; is the VPN up?'],
  ['EAI_AGAIN', 'DNS does not answer; is the network up?'],
  ['ETIMEDOUT', 'no answer; is the VPN up?'],
  ['EHOSTUNREACH', 'no route; is the VPN up?'],
  ['ENETUNREACH', 'no route; is the network up?'],
  ['CERT_HAS_EXPIRED', 'its certificate has expired.'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', "its certificate is not signed by the kubeconfig's authority."],
  ['SELF_SIGNED_CERT_IN_CHAIN', "its certificate is not signed by the kubeconfig's authority."],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', "its certificate is not signed by the kubeconfig's authority."],
]);

/** Reads whatever was thrown by Node, its parser of HTTP or a login helper. */
export function problemOf(error: unknown): CallProblem {
  if (error instanceof CallError) return error.problem;
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  const known = typeof code === 'string' ? failures.get(code) : undefined;
  if (known !== undefined) return { trouble: 'unreachable', reason: known };
  if (code === 'ECONNRESET' || code === 'EPIPE') {
    return { trouble: 'unanswered', reason: 'the connection was cut; is a proxy in between?' };
  }
  if (typeof code === 'string' && code.startsWith('HPE_')) {
    return { trouble: 'unexpected', reason: `it does not speak HTTP (${code})` };
  }
  const [line = ''] = (typeof message === 'string' ? message : String(error)).trim().split('\n');
  return { trouble: 'unreachable', reason: line === '' ? 'the call failed' : line };
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
