/** The client of Kubernetes, which is ESM: its types, and how the first command that asks a cluster loads it. */
export type { KubeConfig } from '@kubernetes/client-node' with { 'resolution-mode': 'import' };

export const loadClient = () => import('./kubernetes-client.mjs');

export type Client = Awaited<ReturnType<typeof loadClient>>;
