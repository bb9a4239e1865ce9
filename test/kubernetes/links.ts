import type { Application } from './application';
import { nodeNameOf } from './mesh';
import type { PodObject } from './objects';

/** The links of a node: by the other node's name, the process that holds the connection as long as it lasts. */
export type Links = Readonly<Record<string, string>>;

const tell =
  'for node <- Node.list(), {:ok, pid} = :net_kernel.node_info(node, :owner), do: IO.puts("#{node} #{inspect(pid)}")';

/** Reads the links of a pod. One that was lost and made again has another process than before. */
export async function readLinks(application: Application, pod: PodObject): Promise<Links> {
  const printed = await application.exec(pod, ['bin/rsolv_api', 'rpc', tell]);
  return Object.fromEntries(
    printed
      .trim()
      .split('\n')
      .map((line) => line.split(' ') as [string, string]),
  );
}

/** The links that pods have to each other, of which none may be missing. */
export async function readLinksAmong(application: Application, pods: readonly PodObject[]): Promise<readonly string[]> {
  const links = await Promise.all(pods.map((pod) => readLinks(application, pod)));
  return pods.flatMap((pod, index) =>
    pods
      .filter((other) => other !== pod)
      .map((other) => {
        const process = links[index]?.[nodeNameOf(other)];
        if (process === undefined) throw new Error(`${nodeNameOf(pod)} has no link to ${nodeNameOf(other)}.`);
        return `${nodeNameOf(pod)} to ${nodeNameOf(other)} by ${process}`;
      }),
  );
}
