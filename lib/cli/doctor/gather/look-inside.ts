import type { Connection } from '../../cluster/connection';
import { problemOf } from '../../cluster/call-error';
import { explainOutput } from '../../cluster/known-words';
import { runInPod } from '../../cluster/run-in-pod';
import type { Look } from '../facts/inside';
import { commandOf, type Questions } from './questions';
import { readAnswers } from './read-answers';

/** Two VMs start, one after the other, where the first is refused; on a throttled pod each takes seconds. */
const longestLookSeconds = 30;

/** Asks a pod from inside. */
export async function lookInside(
  connection: Connection,
  pod: string,
  container: string,
  questions: Questions,
): Promise<Look> {
  const startedAt = Date.now();
  try {
    const ended = await runInPod(connection, { pod, container }, commandOf(questions), longestLookSeconds);
    const times = { startedAt, endedAt: Date.now(), crashDump: questions.crashDump };
    const inside = readAnswers({ ...ended, ...times });
    if (inside !== undefined) return { kind: 'seen', inside };
    const reason = explainOutput(`${ended.stdout}\n${ended.stderr}`) ?? `the check exited with ${ended.exitCode}`;
    return { kind: 'unseen', reason };
  } catch (error) {
    const hasBegun = Date.now() - startedAt >= longestLookSeconds * 1000;
    if (hasBegun) return { kind: 'silent', seconds: longestLookSeconds };
    return { kind: 'unseen', reason: problemOf(error).reason };
  }
}
