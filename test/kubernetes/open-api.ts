import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { apiVariable } from './api';

/** Opens a way to the API that needs no credentials, whatever way of logging in the kubeconfig names. The caller ends the process. */
export async function openApi(): Promise<ChildProcess> {
  if (process.env['KUBECONFIG'] === undefined) {
    throw new Error('There is no cluster. Run the tests with one: npm run test:kubernetes');
  }
  const child = spawn('kubectl', ['proxy', '--port=0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await Promise.race([
    once(createInterface(child.stdout), 'line'),
    once(child, 'exit').then(() => ['kubectl proxy ended']),
  ])) as [string];
  const address = /127\.0\.0\.1:\d+/.exec(line)?.[0];
  if (address === undefined) throw new Error(`The API of the cluster cannot be reached: ${line}`);
  process.env[apiVariable] = `http://${address}`;
  return child;
}
