import type { Connection } from '../../cluster/connection';
import { readProblem } from '../../cluster/api-problem';
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
    return { kind: 'unseen', reason: reasonOf(ended.stderr, ended.exitCode) };
  } catch (error) {
    const hasBegun = Date.now() - startedAt >= longestLookSeconds * 1000;
    if (hasBegun) return { kind: 'silent', seconds: longestLookSeconds };
    return { kind: 'unseen', reason: readProblem(error).reason };
  }
}

const longestReason = 200;

function reasonOf(stderr: string, exitCode: number): string {
  const lines = stderr.trim().split('\n');
  const line = lines[lines.length - 1] ?? '';
  return line === '' ? `the look ended with ${exitCode}` : line.slice(0, longestReason);
}
