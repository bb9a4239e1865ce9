import type { Command } from 'commander';

/** What kubectl takes as well, with the same meaning and defaults. */
export interface ClusterOptions {
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly namespace?: string;
}

/** Gives a command the usual options that say which cluster and namespace. */
export function addClusterOptions(command: Command): Command {
  return command
    .option('--kubeconfig <file>', 'the kubeconfig (default: KUBECONFIG, or ~/.kube/config)')
    .option('--context <name>', "the kubeconfig's context (default: its current one)")
    .option('-n, --namespace <name>', "the namespace (default: the context's, or default)");
}
