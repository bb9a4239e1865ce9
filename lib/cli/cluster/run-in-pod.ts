import { Writable } from 'node:stream';
import type { Connection } from './connection';
import type { V1Status } from './client-node';

/** A container of a pod in the connection's namespace. */
export interface PodContainer {
  readonly pod: string;
  readonly container: string;
}

export interface ProcessResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** A shell in a pod answers at once, a release's `rpc` starts a VM: on a throttled pod that takes seconds. */
export const defaultExecSeconds = 10;

/**
 * Runs a command in a container as `kubectl exec` does. Throws where it could not be run or has not ended in time; the
 * connection is cut then, and the process in the pod is left to itself.
 */
export async function runInPod(
  { client, config, namespace }: Connection,
  { pod, container }: PodContainer,
  command: readonly string[],
  seconds: number = defaultExecSeconds,
): Promise<ProcessResult> {
  const stdout = collect();
  const stderr = collect();
  return new Promise((resolve, reject) => {
    let socket: { terminate(): void } | undefined;
    let isSettled = false;
    const settle = (end: () => void) => {
      isSettled = true;
      clearTimeout(timer);
      end();
      socket?.terminate();
    };
    const fail = (error: unknown) => {
      settle(() => {
        reject(error instanceof Error ? error : new Error(messageOf(error)));
      });
    };
    const timer = setTimeout(() => {
      fail(new Error(`the command did not end within ${seconds} s`));
    }, seconds * 1000);
    const done = (status: V1Status) => {
      settle(() => {
        const exitCode = exitCodeOf(status);
        if (exitCode === undefined) reject(new Error(status.message ?? 'the command could not be started'));
        else resolve({ stdout: stdout.text(), stderr: stderr.text(), exitCode });
      });
    };
    new client.Exec(config)
      .exec(namespace, pod, container, [...command], stdout.stream, stderr.stream, null, false, done)
      .then((opened) => {
        socket = opened;
        if (isSettled) opened.terminate();
        opened.onclose = () => {
          fail(new Error('the connection to the pod was closed'));
        };
      }, fail);
  });
}

function collect(): { readonly stream: Writable; readonly text: () => string } {
  const chunks: Buffer[] = [];
  const write = (chunk: Buffer, _encoding: unknown, taken: () => void) => {
    chunks.push(chunk);
    taken();
  };
  return { stream: new Writable({ write }), text: () => Buffer.concat(chunks).toString('utf8') };
}

/** Undefined where there was no process. */
function exitCodeOf({ status, reason, details }: V1Status): number | undefined {
  if (status === 'Success') return 0;
  if (reason !== 'NonZeroExitCode') return undefined;
  return Number(details?.causes?.find((cause) => cause.reason === 'ExitCode')?.message ?? 1);
}

/** The client rejects with the event of a WebSocket, which is no Error. */
function messageOf(event: unknown): string {
  const { message } = event as { message?: unknown };
  return typeof message === 'string' ? message : 'the connection to the pod failed';
}
