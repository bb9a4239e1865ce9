import type { KubeConfig, SecurityAuthentication } from './client-node';

/**
 * The kubeconfig's credentials with connections that are used again. The client would open one for each request, and
 * the handshakes of a hundred requests take longer than the answers.
 */
export function withSharedAgent(config: KubeConfig): SecurityAuthentication {
  let shared: ReturnType<Parameters<KubeConfig['applySecurityAuthentication']>[0]['getAgent']>;
  return {
    getName: () => config.getName(),
    applySecurityAuthentication: async (request) => {
      await config.applySecurityAuthentication(request);
      shared ??= keepingAlive(request.getAgent());
      if (shared !== undefined) request.setAgent(shared);
    },
  };
}

function keepingAlive<T extends object | undefined>(agent: T): T {
  return agent === undefined ? agent : Object.assign(agent, { keepAlive: true });
}
