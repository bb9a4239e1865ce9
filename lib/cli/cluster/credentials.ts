import type { OutgoingHttpHeaders } from 'node:http';
import type { RequestOptions } from 'node:https';
import { CallError } from './call-error';
import type { KubeConfig } from './kube-config';

/** Options of a request that log it in. */
export interface Login extends RequestOptions {
  headers?: OutgoingHttpHeaders;
}

/** Makes them anew for each request, since tokens expire. */
export type Credentials = () => Promise<Login>;

/**
 * The kubeconfig's credentials, with connections that are used again. The client would open one for each request, and the
 * handshakes of a hundred requests take longer than the answers.
 */
export function credentialsOf(config: KubeConfig): Credentials {
  let shared: RequestOptions['agent'];
  return async () => {
    const options: Login = {};
    try {
      await config.applyToHTTPSOptions(options);
    } catch (error) {
      throw loginError(error, config.getCurrentUser()?.exec as LoginHelper | undefined);
    }
    shared ??= keepingAlive(options.agent);
    return shared === undefined ? options : { ...options, agent: shared };
  };
}

function keepingAlive(agent: RequestOptions['agent']): RequestOptions['agent'] {
  return typeof agent === 'object' ? Object.assign(agent, { keepAlive: true }) : agent;
}

/** The part of an exec plugin's entry in a kubeconfig that an error shows. */
interface LoginHelper {
  readonly command?: string;
  readonly installHint?: string;
}

/** A helper that is not installed or says why it does not log in, or a file of the kubeconfig that is not there. */
function loginError(error: unknown, { command = 'a program', installHint = '' }: LoginHelper = {}): CallError {
  const { code, message, syscall, path } = error as Readonly<Record<'code' | 'message' | 'syscall' | 'path', unknown>>;
  const fail = (reason: string) => new CallError({ trouble: 'unreachable', reason });
  if (syscall === 'open' && typeof path === 'string') {
    return fail(
      `the kubeconfig names the file ${path}, which cannot be read (${String(code)}); try kubectl config view.`,
    );
  }
  const hint = firstLine(installHint);
  if (code === 'ENOENT') {
    return fail(
      `the kubeconfig logs in with ${command}, which is not installed or not on the PATH.${hint && ` ${hint}`}`,
    );
  }
  const line = firstLine(message);
  if (line.startsWith('HTTP protocol is not allowed')) {
    return fail(
      'the server of the kubeconfig is http://, to which no login is sent. Use https://, or set insecure-skip-tls-verify for it.',
    );
  }
  const said = line === '' ? `${command} prints nothing; run it by hand.` : line;
  return fail(`the login of the kubeconfig fails: ${said}`);
}

function firstLine(text: unknown): string {
  const [line = ''] = (typeof text === 'string' ? text : '').trim().split('\n');
  return line;
}
