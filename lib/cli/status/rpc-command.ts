/** Finds the release of the node that runs in the container, which exec's own environment does not name, and asks it. */
const script = `
for from in /proc/1/environ /proc/[0-9]*/environ; do
  root=$(tr '\\0' '\\n' <"$from" 2>/dev/null | sed -n 's/^RELEASE_ROOT=//p')
  [ -n "$root" ] && break
done
[ -n "$root" ] || { echo 'no mix release runs in the container' >&2; exit 3; }
for variable in RELEASE_NODE RELEASE_COOKIE RELEASE_DISTRIBUTION; do
  value=$(tr '\\0' '\\n' <"$from" | sed -n "s/^$variable=//p")
  [ -n "$value" ] && export "$variable=$value"
done
name=$(tr '\\0' '\\n' <"$from" | sed -n 's/^RELEASE_NAME=//p')
exec "$root/bin/$name" rpc "$1"
`;

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

export const rpcCommand: readonly string[] = ['sh', '-c', script, 'sh', expression.trim()];
