import type { Application } from '../application';
import type { PodObject } from '../objects';

/** How a pod fares that asks DNS for a name: by each protocol, `ok` or `error`. */
export async function askDns(application: Application, pod: PodObject, name: string): Promise<string> {
  return rpc(
    application,
    pod,
    `ask = fn options -> elem(:inet_res.resolve(~c"${name}", :in, :a, options), 0) end
     IO.puts("udp: #{ask.([])}, tcp: #{ask.(usevc: true)}")`,
  );
}

/** How a pod fares that connects to an address: `ok`, `timeout`, or another reason of Erlang's. */
export async function connectFrom(
  application: Application,
  pod: PodObject,
  address: string | undefined,
  port: number,
): Promise<string> {
  return rpc(
    application,
    pod,
    `case :gen_tcp.connect(~c"${address ?? ''}", ${port}, [], 2000) do
       {:ok, _socket} -> IO.puts("ok")
       {:error, reason} -> IO.puts(reason)
     end`,
  );
}

async function rpc(application: Application, pod: PodObject, expression: string): Promise<string> {
  return (await application.exec(pod, ['bin/rsolv_api', 'rpc', expression])).trim();
}
