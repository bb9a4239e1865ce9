# `/health` and `/metrics` of a node with the runtime; of any other, what OTP knows.
if Code.ensure_loaded?(BeamCluster.Http.ProbeRoutes) do
  for path <- ["/health", "/metrics"],
      do: IO.puts(elem(apply(BeamCluster.Http.ProbeRoutes, :answer, [path]), 2))
else
  quoted = fn term -> inspect(to_string(term)) end
  nodes = Enum.map_join(Node.list(), ",", quoted)
  versions = ~s({"elixir":#{quoted.(System.version())},"otp":#{quoted.(System.otp_release())}})

  IO.puts(
    ~s({"current_node":#{quoted.(node())},"connected_nodes":[#{nodes}],"versions":#{versions}})
  )
end
