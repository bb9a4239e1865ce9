defmodule BeamCluster.Dns.Questions do
  @moduledoc """
  The questions whose answers name the pods of one headless Service.

  The service's own addresses are the one that every DNS server answers. CoreDNS also answers for the
  named ports of the manifest, and gives the addresses with the SRV records; its cache keeps each of
  these names and types apart, so that they age apart.
  """

  @ports ["epmd", "distribution"]

  @doc """
  The question for the service's own addresses.

      iex> BeamCluster.Dns.Questions.service("api.prod.svc.cluster.local.", :inet6)
      {:aaaa, "api.prod.svc.cluster.local."}
  """
  def service(name, :inet), do: {:a, name}
  def service(name, :inet6), do: {:aaaa, name}

  @doc """
  The questions whose answers a cache keeps apart from it.

      iex> BeamCluster.Dns.Questions.turns("api.prod.svc.cluster.local.", :inet) |> hd()
      {:a, "_epmd._tcp.api.prod.svc.cluster.local."}
  """
  def turns(name, family) do
    ports = for port <- @ports, do: "_#{port}._tcp.#{name}"
    addresses = for port <- ports, do: service(port, family)
    targets = for name <- [name | ports], do: {:srv, name}

    # Small answers first: a turn that comes early in the boot of many nodes should cost little.
    addresses ++ targets
  end
end
