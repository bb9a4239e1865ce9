import type { Container } from './kubernetes';
import type { Report } from './problems';
import type { DrainProps } from './props';

/** How a pod leaves, in seconds: pause, drain, exit, all before it is killed. */
export interface Shutdown {
  readonly preStopSeconds: number;
  readonly drainSeconds: number;
  readonly graceSeconds: number;
  /** What the VM may take to write a crash dump. */
  readonly crashDumpSeconds: number;
}

const defaultPreStopSeconds = 10;
const defaultGraceSeconds = 60;
/** What the VM needs to stop its applications and exit after the drain. */
const exitSeconds = 5;
// A dump that takes longer than this keeps the pod down for longer than it is worth.
const longestCrashDumpSeconds = 30;

export function decideShutdown(props: DrainProps = {}): Shutdown {
  const preStopSeconds = props.preStopSeconds ?? defaultPreStopSeconds;
  const needed = preStopSeconds + (props.shutdownSeconds ?? 0) + exitSeconds;
  const graceSeconds = props.graceSeconds ?? Math.max(defaultGraceSeconds, needed + (props.shutdownSeconds ? 0 : 1));
  const drainSeconds = props.shutdownSeconds ?? graceSeconds - preStopSeconds - exitSeconds;
  return {
    preStopSeconds,
    drainSeconds,
    graceSeconds,
    crashDumpSeconds: Math.min(longestCrashDumpSeconds, drainSeconds),
  };
}

// An exec of `sleep`, because the pause of the API itself came with Kubernetes 1.30, and a release needs a shell anyway.
export function preStop({ preStopSeconds }: Shutdown): NonNullable<Container<unknown>['lifecycle']> | undefined {
  return preStopSeconds === 0 ? undefined : { preStop: { exec: { command: ['sleep', String(preStopSeconds)] } } };
}

export function checkShutdown(props: DrainProps | undefined, report: Report): void {
  const { preStopSeconds, drainSeconds, graceSeconds } = decideShutdown(props);
  const shutdownSeconds = Math.max(1, drainSeconds);
  const needed = preStopSeconds + shutdownSeconds + exitSeconds;
  if (needed <= graceSeconds) return;
  report({
    property: 'drain.graceSeconds',
    rule: `must be at least ${needed}: ${preStopSeconds} s preStop, ${shutdownSeconds} s shutdown, ${exitSeconds} s to exit`,
    got: String(graceSeconds),
    remedy: 'Give more grace, or shorten the other two.',
  });
}

/** How the pods of a workload leave whose only known number is its grace, which Kubernetes lets be 30. */
export function leaving(graceSeconds = 30): DrainProps {
  return { preStopSeconds: 0, graceSeconds };
}

export function checkGrace(graceSeconds: number | undefined, report: Report): void {
  const { drainSeconds, graceSeconds: grace } = decideShutdown(leaving(graceSeconds));
  if (drainSeconds >= 1) return;
  const rule = `must be at least ${1 + exitSeconds}: 1 s shutdown, ${exitSeconds} s to exit`;
  report({ property: 'graceSeconds', rule, got: String(grace), remedy: 'Give more grace.' });
}
