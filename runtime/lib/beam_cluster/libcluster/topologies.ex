defmodule BeamCluster.Libcluster.Topologies do
  @moduledoc false
  # The topology with which libcluster's own `Cluster.Strategy.Kubernetes.DNS` finds the pods of this manifest, for an application that
  # stays with it.
  #
  # It brings a resolver of its own. The one of libcluster takes a failed look-up for an empty one and disconnects every peer, asks only for
  # IPv4, and does not know aliases. This one gives the last good answer again.

  alias BeamCluster.{Config, Dns}

  # libcluster's default; nothing is won by another.
  @polling_ms 5_000

  @doc "The topologies of a config; empty outside production."
  def of(%Config{mode: :production, query: query} = config) when query != nil do
    [
      beam_cluster: [
        strategy: Cluster.Strategy.Kubernetes.DNS,
        config: [
          service: query,
          application_name: config.basename,
          polling_interval: @polling_ms,
          resolver: resolver(config)
        ]
      ]
    ]
  end

  def of(%Config{}), do: []

  @doc "A resolver as libcluster wants it: the name as a charlist to `{:ok, hostent}` or an error."
  def resolver(config) do
    options = [
      family: config.family,
      timeout: config.resolve_timeout,
      nameservers: config.nameservers
    ]

    resolve = config.resolver || (&Dns.Resolver.resolve/2)

    fn name ->
      question = Dns.Questions.service(to_string(name), config.family)
      question |> resolve.(options) |> remember(name)
    end
  end

  # libcluster calls the resolver in the one process of the strategy, so its dictionary is the place that
  # lives exactly as long as the strategy's own list of nodes.
  defp remember({:ok, %{addresses: [_ | _] = addresses}}, name) do
    Process.put({__MODULE__, name}, addresses)
    hostent(name, addresses)
  end

  defp remember(result, name) do
    case {Process.get({__MODULE__, name}), result} do
      {nil, {:ok, _empty}} -> hostent(name, [])
      {nil, {:error, reason, _ttl}} -> {:error, reason}
      {addresses, _failed} -> hostent(name, addresses)
    end
  end

  # libcluster matches on :inet and formats whatever addresses it is given.
  defp hostent(name, addresses), do: {:ok, {:hostent, name, [], :inet, 4, addresses}}
end
