import { releaseShell } from '../cluster/release-shell';

/** `/health` and `/metrics` of a node with the runtime; of any other, what OTP knows. */
const expression = `
if Code.ensure_loaded?(BeamCluster.Endpoints) do
  for path <- ["/health", "/metrics"], do: IO.puts(elem(apply(BeamCluster.Endpoints, :answer, [path]), 2))
else
  quoted = fn term -> inspect(to_string(term)) end
  nodes = Enum.map_join(Node.list(), ",", quoted)
  versions = ~s({"elixir":#{quoted.(System.version())},"otp":#{quoted.(System.otp_release())}})
  IO.puts(~s({"current_node":#{quoted.(node())},"connected_nodes":[#{nodes}],"versions":#{versions}}))
end
`;

export const rpcCommand: readonly string[] = [
  'sh',
  '-c',
  `${releaseShell()}
exec "$release" rpc "$1"`,
  'sh',
  expression.trim(),
];
