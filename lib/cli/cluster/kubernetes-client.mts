/**
 * What the commands need of the client of Kubernetes: the kubeconfig with its logins, and the WebSockets that commands in pods
 * are run by. In the package this file has all of it; see `packaging/bundle-client.ts`.
 */
export { KubeConfig } from '@kubernetes/client-node';
export { WebSocket } from 'ws';
