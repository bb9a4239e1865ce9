defmodule BeamCluster.Observe.Causes do
  @moduledoc false
  # Which causes keep this node from its peers now. Pure: `BeamCluster.Observe.CauseLog` gives it the facts, and
  # `BeamCluster.Observe.CauseWords` has the words.

  alias BeamCluster.Address
  alias BeamCluster.Discovery.{Diagnosis, Report}

  # CoreDNS may need as long to publish a pod, behind two of its caches of 5 s.
  @dns_ms 10_000
  # As long again until the pod is ready, where DNS lists only ready pods, and a question in between.
  @unlisted_ms 30_000

  @causes [:dns_unknown_name, :dns_empty, :dns_failing, :unlisted, :connecting, :unreachable] ++
            [:port_shut, :no_node, :base_name, :refused, :wants_tls, :wants_plaintext]

  @type name :: atom

  @typedoc "A cause, since when it is there, and what it is about: the name that DNS is asked, or peers."
  @type t :: %{
          cause: name,
          since: integer,
          query: String.t() | nil,
          error: atom,
          basename: String.t() | nil,
          peers: [{:inet.ip_address(), since :: integer, Diagnosis.reason()}]
        }

  @typedoc """
  `dns` is the error of DNS and since when, `unlisted_since` since when DNS does not list this pod, `view` is what discovery sees, and
  `connected` are the nodes that are connected.
  """
  @type facts :: %{
          query: String.t() | nil,
          dns: {reason :: atom, since :: integer} | nil,
          unlisted_since: integer | nil,
          view: Report.view() | nil,
          connected: [node],
          partition_grace: non_neg_integer
        }

  @doc "The names of all causes."
  @spec names :: [name]
  def names, do: @causes

  @doc "The causes that have been there for long enough to say so."
  @spec present(facts, now :: integer) :: [t]
  def present(facts, now), do: dns(facts, now) ++ peers(facts, now)

  @doc """
  The cause of a missing peer: what `/health` calls its `cause` and `reason`. Nil for a peer that leaves.

      iex> BeamCluster.Observe.Causes.of_peer(:unreachable, {:port, 9100})
      :port_shut
  """
  @spec of_peer(atom, Diagnosis.reason()) :: name | nil
  def of_peer(:draining, _why), do: nil
  def of_peer(_cause, {:base_name, _name}), do: :base_name
  def of_peer(_cause, {:port, _port}), do: :port_shut
  def of_peer(:unreachable, :no_node), do: :no_node
  def of_peer(:refused, why) when why in [:wants_tls, :wants_plaintext], do: why
  def of_peer(cause, _why), do: cause

  @doc "The addresses of connected nodes, whatever their base names are."
  @spec connected_addresses([node]) :: MapSet.t(:inet.ip_address())
  def connected_addresses(nodes) do
    for node <- nodes,
        {_base, host} = Address.split(node),
        {:ok, ip} <- [Address.parse(host)],
        into: MapSet.new(),
        do: ip
  end

  defp dns(%{dns: {error, since}} = facts, now) when now - since >= @dns_ms,
    do: [cause(dns_cause(error), since, query: facts.query, error: error)]

  defp dns(%{dns: nil, unlisted_since: since} = facts, now)
       when is_integer(since) and now - since >= @unlisted_ms,
       do: [cause(:unlisted, since, query: facts.query)]

  defp dns(_facts, _now), do: []

  defp dns_cause(:nxdomain), do: :dns_unknown_name
  defp dns_cause(:empty), do: :dns_empty
  defp dns_cause(_failure), do: :dns_failing

  defp peers(%{view: nil}, _now), do: []

  defp peers(%{view: view} = facts, now) do
    there = connected_addresses(facts.connected)

    missing =
      for {ip, cause, since} <- Enum.sort(view.missing),
          now - since >= facts.partition_grace,
          {:ok, why} <- [{:ok, view.reasons[ip]}],
          name = if(ip in there, do: :base_name, else: of_peer(cause, why)),
          do: {name, {ip, since, why}}

    for {name, peers} <- Enum.group_by(missing, &elem(&1, 0), &elem(&1, 1)) do
      since = peers |> Enum.map(&elem(&1, 1)) |> Enum.min()
      cause(name, since, peers: peers, basename: view.basename)
    end
  end

  defp cause(name, since, about) do
    Map.merge(
      %{cause: name, since: since, query: nil, error: nil, basename: nil, peers: []},
      Map.new(about)
    )
  end
end
