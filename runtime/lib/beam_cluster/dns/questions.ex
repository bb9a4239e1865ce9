defmodule BeamCluster.Dns.Questions do
  @moduledoc false
  # The questions whose answers name the pods of one headless Service.
  #
  # Every DNS server answers the question for the service's own addresses. CoreDNS also answers for the named ports of the manifest, with
  # or without the underscores of SRV records, and gives the addresses with the SRV records. Its cache keeps each of these names and types
  # apart, so that their entries age apart.

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

      iex> BeamCluster.Dns.Questions.rotation("api.prod.svc.cluster.local.", :inet) |> hd()
      {:a, "_epmd._tcp.api.prod.svc.cluster.local."}
  """
  def rotation(name, family) do
    address = &service("#{&1}.#{name}", family)
    srv = &{:srv, "_#{&1}._tcp.#{name}"}
    [epmd, distribution] = @ports

    # By name before by type: a cache that keeps a name's absence for all its types has only the names.
    [
      address.("_#{epmd}._tcp"),
      address.("_#{distribution}._tcp"),
      address.("#{epmd}._tcp"),
      {:srv, name},
      address.("#{distribution}._tcp"),
      address.("_#{epmd}.tcp"),
      address.("_#{distribution}.tcp"),
      srv.(epmd),
      srv.(distribution)
    ]
  end
end
