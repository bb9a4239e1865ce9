import { refuseInCommand, refuseVariable } from '../contract-conflicts';
import type { EnvSource, EnvVar, Resources } from '../kubernetes';
import { leaf, pathTo, processText, unshown, whole, type Fields, type Report } from '../schema';
import { words } from './command';
import { refuseCookie } from './cookie';
import { toVariable, variables } from './environment';
import type { Identity } from './identity';
import type { InitContainers } from './init-containers';
import { containerResources, decideResources, type Allotted, type ResourcesProps } from './resources';
import type { Sidecars } from './sidecars';

/** A run of the release that ends: what it does, and what it differs in from the nodes. */
export interface RunProps<V = string> {
  /**
   * Expression of Elixir, which `bin/<release> eval` evaluates. It loads the code of the application, and starts nothing of it.
   *
   * @since 0.1.0
   * @example 'Shop.Release.migrate()'
   * @see https://hexdocs.pm/mix/Mix.Tasks.Release.html#module-one-off-commands-eval-and-rpc
   */
  readonly eval?: V;
  /**
   * Command in the image with its arguments, in place of an expression.
   *
   * @since 0.1.0
   * @example ['bin/migrate']
   * @see https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/
   */
  readonly command?: readonly V[];
  /**
   * Arguments for the entry point of the image, in place of an expression.
   *
   * @since 0.1.0
   * @example ['migrate']
   * @see https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/
   */
  readonly args?: readonly V[];
  /**
   * Variables that only this run has. One of the application with the same name is replaced.
   *
   * @default - the variables of the application
   * @since 0.1.0
   * @example { POOL_SIZE: '2' }
   * @see https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/
   */
  readonly env?: Readonly<Record<string, V | EnvSource<V>>>;
  /**
   * Compute resources.
   *
   * @default - those of the application - the same code needs as much
   * @since 0.1.0
   * @example { requests: { cpu: '100m', memory: '256Mi' } }
   * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
   */
  readonly resources?: ResourcesProps;
  /**
   * How often a run that fails is repeated, each time in a pod of its own.
   *
   * @default 3 - a database that restarts is back by then
   * @since 0.1.0
   * @example 0
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-backoff-failure-policy
   */
  readonly backoffLimit?: number;
  /**
   * Seconds after which a run counts as failed, with all repetitions. Kubernetes then stops it.
   *
   * @default - 600 for a task, after which a rollout has failed too; 3600 for a schedule
   * @since 0.1.0
   * @example 1800
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup
   */
  readonly activeDeadlineSeconds?: number;
}

/** A run as it was decided, without what it has in common with the nodes. */
export interface Run {
  readonly name: string;
  readonly command?: readonly unknown[];
  readonly args?: readonly unknown[];
  readonly env: readonly EnvVar<unknown>[];
  readonly resources: Resources;
}

/** The shapes of the properties that every run has. */
export const run: Fields<RunProps> = {
  eval: leaf(unshown(processText)),
  command: words,
  args: words,
  env: variables,
  resources: containerResources,
  backoffLimit: whole(0, 100),
  activeDeadlineSeconds: whole(1, 604_800),
};

/** What the checks of a run depend on. */
export type AroundRun = Sidecars & InitContainers & Allotted & { readonly identity: Identity };

// A CronJob puts eleven characters of a time behind its name, and a Job gets as many of a hash.
const longestName = 52;

export function toRun(
  kind: 'tasks' | 'schedules',
  name: string,
  given: RunProps<unknown>,
  context: AroundRun,
  report: Report,
): Run {
  const { identity, sidecars, initContainers, resources: ofApplication } = context;
  const { eval: expression, command, args, env = {}, resources } = given;
  const property = pathTo(kind, name);
  if ([...Object.keys(sidecars), ...Object.keys(initContainers), identity.name].includes(name)) {
    report({ property, rule: 'has the name of another container of the pod', remedy: 'Use another name.' });
  }
  if (identity.name.length + 1 + name.length > longestName) {
    const most = longestName - identity.name.length - 1;
    const rule = `must have a name of at most ${Math.max(0, most)} characters with that of the cluster`;
    report({ property, rule, got: String(name.length), remedy: 'Shorten one of the two.' });
  }
  const texts = { eval: expression === undefined ? [] : [expression], command: command ?? [], args: args ?? [] };
  for (const [key, words] of Object.entries(texts)) {
    refuseCookie(`${property}.${key}`, words, report);
    if (key !== 'eval') refuseInCommand(`${property}.${key}`, words, report);
  }
  for (const [variable, value] of Object.entries(env)) {
    const path = pathTo(`${property}.env`, variable);
    refuseCookie(path, [value], report, variable);
    refuseVariable(path, variable, value, report);
  }
  return {
    name,
    ...(args === undefined ? { command: command ?? evaluate(identity, expression) } : { args }),
    env: Object.entries(env).map(toVariable),
    resources: resources === undefined ? ofApplication : decideOwn(resources, ofApplication, property, report),
  };
}

// Relative to the folder of the release, as in every other command.
function evaluate({ release }: Identity, expression: unknown): readonly unknown[] {
  return [`bin/${release}`, 'eval', expression];
}

function decideOwn(own: ResourcesProps, { requests, limits }: Resources, property: string, report: Report): Resources {
  const usual = { cpu: requests['cpu'] ?? '', memory: limits['memory'] ?? '' };
  return decideResources(own, usual, `${property}.resources`, report);
}
