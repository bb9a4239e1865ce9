import type { Application } from './application';
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
