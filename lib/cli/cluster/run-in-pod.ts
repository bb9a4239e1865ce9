import type { Status } from './api/objects';
import { CallError, unanswered } from './call-error';
import { Collector } from './collector';
import type { Connection } from './connection';
import { mostExecBytes, openExec, type PodContainer } from './exec-socket';
import { explainStart } from './known-words';

export interface ProcessResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** A shell in a pod answers at once, a release's `rpc` starts a VM: on a throttled pod that takes seconds. */
export const defaultExecSeconds = 10;

/**
 * Runs a command in a container as `kubectl exec` does. Throws a `CallError` where it could not be run, has not ended in time
 * or prints too much; the connection is cut then, and the process in the pod is left to itself.
 */
export async function runInPod(
  connection: Connection,
  place: PodContainer,
  command: readonly string[],
  seconds: number = defaultExecSeconds,
): Promise<ProcessResult> {
  const [stdout, stderr] = [new Collector(mostExecBytes), new Collector(mostExecBytes)];
  return new Promise((resolve, reject) => {
    let cut: (() => void) | undefined;
    let isSettled = false;
    const end = (settle: () => void) => {
      if (isSettled) return;
      isSettled = true;
      clearTimeout(timer);
      settle();
      cut?.();
    };
    const failed = (error: Error) => {
      end(() => {
        reject(error);
      });
    };
    const timer = setTimeout(() => {
      failed(unanswered(`the command did not end within ${seconds} s`));
    }, seconds * 1000);
    const ended = (status: Status) => {
      const exitCode = exitCodeOf(status);
      if (exitCode === undefined) failed(notStarted(status));
      else
        end(() => {
          resolve({ stdout: stdout.text(), stderr: stderr.text(), exitCode });
        });
    };
    openExec(connection, place, command, {
      stdout: (piece) => stdout.add(piece),
      stderr: (piece) => stderr.add(piece),
      ended,
      failed,
    }).then((opened) => {
      cut = opened;
      if (isSettled) opened();
    }, failed);
  });
}

function notStarted({ message = '' }: Status): CallError {
  return new CallError({ trouble: 'refused', reason: explainStart(message) });
}

/** Undefined where there was no process. */
function exitCodeOf({ status, reason, details }: Status): number | undefined {
  if (status === 'Success') return 0;
  if (reason !== 'NonZeroExitCode') return undefined;
  return Number(details?.causes?.find((cause) => cause.reason === 'ExitCode')?.message ?? 1);
}
