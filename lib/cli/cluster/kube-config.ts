import { existsSync } from 'node:fs';
import type { KubeConfig } from '@kubernetes/client-node' with { 'resolution-mode': 'import' };
import { didYouMean } from '../../model/schema/did-you-mean';
import { UserError } from '../errors';
import { exitCodes } from '../exit-codes';
import type { ClusterOptions } from './options';

/** The Kubernetes client is ESM, and only commands that ask a cluster load it. */
export const loadClient = () => import('./kubernetes-client.mjs');

export type { KubeConfig };

export type Client = Awaited<ReturnType<typeof loadClient>>;

/** Reads the kubeconfig as kubectl does; throws a `UserError` where it is missing, broken or has no such context. */
export function loadKubeConfig(client: Client, { kubeconfig, context }: ClusterOptions): KubeConfig {
  const config = new client.KubeConfig();
  const files = kubeconfig === undefined ? filesOfEnvironment() : [kubeconfig];
  const missing = files.find((file) => !existsSync(file));
  if (missing !== undefined)
    throw wrongCall(`there is no kubeconfig ${missing}; give --kubeconfig, or set KUBECONFIG.`);
  try {
    if (kubeconfig === undefined) config.loadFromDefault();
    else config.loadFromFile(kubeconfig);
  } catch {
    // The parser's message quotes the file, which holds credentials.
    throw wrongCall(`the kubeconfig ${files.join(':')} cannot be read; try kubectl config view.`);
  }
  if (isMadeUp(config)) {
    const places = 'KUBECONFIG is not set, ~/.kube/config does not exist, and this is not a pod';
    throw wrongCall(`there is no kubeconfig: ${places}; give --kubeconfig, or set KUBECONFIG.`);
  }
  if (context !== undefined) config.setCurrentContext(context);
  return checked(config);
}

/** Whether the client found no kubeconfig, and made up one for an API server on this machine, as kubectl once did. */
function isMadeUp(config: KubeConfig): boolean {
  return (
    config.getCurrentContext() === 'loaded-context' && config.getCurrentCluster()?.server === 'http://localhost:8080'
  );
}

function filesOfEnvironment(): readonly string[] {
  return (process.env['KUBECONFIG'] ?? '').split(':').filter((file) => file !== '');
}

function checked(config: KubeConfig): KubeConfig {
  const current = config.getCurrentContext() as string | undefined;
  const names = config.getContexts().map(({ name }) => name);
  if (current === undefined || current === '') {
    throw wrongCall(`the kubeconfig has no current context; give --context, one of: ${names.join(', ')}.`);
  }
  if (!names.includes(current)) {
    const near = didYouMean(current, names);
    const hint = near === undefined ? `it has ${names.join(', ')}.` : `did you mean ${near}?`;
    throw wrongCall(`the kubeconfig has no context ${current}; ${hint}`);
  }
  if (config.getCurrentCluster() === null) {
    throw wrongCall(
      `the context ${current} names a cluster that the kubeconfig does not have; try kubectl config view.`,
    );
  }
  return config;
}

function wrongCall(message: string): UserError {
  return new UserError(message, exitCodes.usage);
}
