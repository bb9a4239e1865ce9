/*
 * The phrases that may be quoted of what a program in a pod printed. All else may hold a secret: with `set -x` in its `env.sh`
 * a release prints its cookie.
 */

interface Phrase {
  readonly says: RegExp;
  readonly means: (...caught: readonly string[]) => string;
}

function explain(phrases: readonly Phrase[], text: string): string | undefined {
  for (const { says, means } of phrases) {
    const found = says.exec(text);
    if (found !== null) return means(...found.slice(1));
  }
  return undefined;
}

const refusals: readonly Phrase[] = [
  { says: /eaddrinuse/, means: () => 'its release cannot start a second VM: eaddrinuse' },
  {
    says: /(?:failed with reason|reason:) :(nodedown|noconnection|timeout)\b/i,
    means: (reason = '') => `its own release cannot reach it: :${reason}`,
  },
];

/** Why a release's command failed, a VM that does not start among the reasons. */
export function explainRefusal(output: string): string {
  return explain(refusals, output) ?? 'its own release cannot reach it';
}

const outputs: readonly Phrase[] = [
  {
    says: /^no mix release was found in the container$/m,
    means: () => 'no mix release was found in the container',
  },
  {
    says: /^(-?\d{1,9}) MiB are left below its memory limit of (\d{1,9}) MiB, and the second VM that asks needs (\d{1,9})$/m,
    means: (left = '', limit = '', needed = '') =>
      `${left} MiB are left below its memory limit of ${limit} MiB, and the second VM that asks needs ${needed}`,
  },
  ...refusals,
  { says: /exec format error/i, means: () => 'its release is built for another processor' },
  {
    says: /^(?:sh|env|exec|\/\S{1,200}): .{0,200}(?:not found|No such file or directory)$/m,
    means: () => 'its release needs a program that the image lacks',
  },
  {
    says: /^(?:sh|env|exec|\/\S{1,200}): .{0,200}Permission denied$/m,
    means: () => 'its release is not allowed to run',
  },
];

/** Why a command in a pod failed, by what it printed. */
export function explainOutput(output: string): string | undefined {
  return explain(outputs, output);
}

const starts: readonly Phrase[] = [
  { says: /executable file not found|no such file or directory/i, means: () => 'the container has no shell' },
  { says: /container not found/i, means: () => 'its container is not there' },
  { says: /not running|stopped container/i, means: () => 'its container does not run' },
  { says: /permission denied/i, means: () => 'the container does not let its shell run' },
];

/** Why a command in a pod did not even start, by what the machine says of it. */
export function explainStart(message: string): string {
  return explain(starts, message) ?? 'the command could not be started';
}

const proxies: readonly Phrase[] = [
  { says: /connection refused/, means: () => 'nothing listens on that port' },
  { says: /no route to host|i\/o timeout|deadline exceeded/, means: () => 'the API server does not reach the pod' },
  { says: /"pods\/proxy"|pods\/proxy is forbidden/, means: () => 'not allowed to get pods/proxy' },
];

/** Why a request to a pod failed, by what the API server says of it, or a pod in its name. */
export function explainProxy(message: string): string | undefined {
  return explain(proxies, message);
}

const probes: readonly Phrase[] = [
  {
    says: /^(\w{1,20}) probe failed: HTTP probe failed with statuscode: (\d{3})$/,
    means: (probe = '', code = '') => `${probe} probe failed: HTTP ${code}`,
  },
  {
    says: /^(\w{1,20}) probe (?:failed|errored): .*(connection refused|no route to host|deadline exceeded|i\/o timeout)/,
    means: (probe = '', reason = '') => `${probe} probe failed: ${reason}`,
  },
  {
    says: /^(\w{1,20}) probe (?:failed|errored).* timed out/s,
    means: (probe = '') => `${probe} probe failed: timed out`,
  },
  { says: /^(\w{1,20}) probe (?:failed|errored)/, means: (probe = '') => `${probe} probe failed` },
];

/** What the kubelet says of a probe, without what the probe printed. */
export function explainProbe(message: string): string | undefined {
  return explain(probes, message);
}
