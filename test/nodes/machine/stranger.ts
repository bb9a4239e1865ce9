import type { Namespaces } from './namespaces';
import { tryCommand } from './run';

/** A host on the bed's network that is none of the cluster's pods. */
export class Stranger {
  constructor(private readonly namespaces: Namespaces) {}

  async canConnect(address: string, port: number): Promise<boolean> {
    const connect = ['timeout', '2', 'bash', '-c', `exec 3<> /dev/tcp/${address}/${port}`];
    return (await tryCommand(this.namespaces.command(['net'], connect))).code === 0;
  }
}
