defmodule BeamCluster.Health do
  @moduledoc """
  What a person or a probe wants to know of the cluster. It is read from facts, without a question to any process.

  A missing peer has one of four causes: `connecting`, `unreachable` (nothing answers there), `refused` (it answers and does not take the
  connection) and `draining`. Its `reason` says more where the runtime has found it out: `base_name` (a node with another base name is
  there), `port_shut` (epmd answers, the port of the distribution does not), `no_node` (epmd answers and knows no node), `cookie` (the
  cookies differ), `wants_tls` (it speaks TLS and this node does not) and `wants_plaintext` (the reverse). Each cause has a line in the log.

  `discovery` is `dns` where the runtime finds the peers, `other` where libcluster or the like does, and `off` where clustering is off.
  Only with `dns` are `missing`, `partitioned` and `dns` statements about the cluster, and `discovered` is nil without it.
  """

  alias BeamCluster.{Address, Clock, Facts, Membership}
  alias BeamCluster.Discovery.NodeName
  alias BeamCluster.Observe.{CauseLog, Causes, Readiness}
  alias BeamCluster.Shared.Reports

  @doc """
  The state of clustering as this node sees it, a map.

  `partitioned` is true when a listed peer that does not drain has been missing for `partition_grace`.
  `changes` are the last ten nodes that joined, left or were lost, the newest first. `shared` has a map for each primitive of shared state
  that this node runs, such as `BeamCluster.RateLimit`, with its `name` and `kind`.
  """
  @spec report :: map
  def report do
    connected = Enum.sort(Membership.connected())
    seen = Facts.get(:view)
    view = seen || %{listed: nil, missing: [], cache: :unknown}
    missing = missing(view)
    discovery = discovery(seen)

    %{
      enabled: Facts.get(:enabled, false),
      mode: Facts.get(:mode, :test),
      current_node: node(),
      connected_nodes: connected,
      node_count: length(connected) + 1,
      discovery: discovery,
      discovered: if(discovery != :other, do: discovered(seen)),
      missing: missing,
      partitioned: partitioned?(missing),
      ready: Readiness.state() == :ready,
      draining: Facts.get(:draining) != nil,
      dns: dns(view),
      changes: changes(),
      shared: Enum.map(Reports.all(), &Map.new/1),
      versions: versions(),
      uptime_seconds: div(Readiness.uptime(), 1000),
      problems: Facts.get(:problems, []) ++ NodeName.problems()
    }
  end

  @doc "The same as pairs in the order in which a person reads them, nested ones too."
  @spec pairs :: [{atom, term}]
  def pairs do
    report = report()
    for key <- order(), do: {key, sort(key, report[key])}
  end

  defp order do
    [:enabled, :current_node, :connected_nodes, :node_count, :mode, :ready, :draining] ++
      [
        :partitioned,
        :missing,
        :discovery,
        :discovered,
        :dns,
        :changes,
        :shared,
        :versions,
        :uptime_seconds,
        :problems
      ]
  end

  defp sort(:missing, missing), do: Enum.map(missing, &sort(&1, [:node, :cause, :reason, :seconds]))

  defp sort(:dns, dns),
    do: sort(dns, [:query, :listed, :answered_seconds_ago, :error, :error_seconds, :server_cache])

  # Each kind has keys of its own.
  defp sort(:shared, _maps), do: Reports.all()
  defp sort(:changes, changes), do: Enum.map(changes, &sort(&1, [:node, :change, :seconds]))
  defp sort(:versions, versions), do: sort(versions, [:beam_cluster, :elixir, :otp])
  defp sort(map, keys) when is_map(map), do: for(key <- keys, do: {key, Map.fetch!(map, key)})
  defp sort(_key, value), do: value

  defp missing(view) do
    now = Clock.now()
    # A node with another base name is there as well.
    connected = Causes.connected_addresses(Membership.connected())

    for {ip, cause, since} <- Enum.sort(view.missing), ip not in connected do
      reason = reason(cause, view.reasons[ip])
      %{node: name(view, ip), cause: cause, reason: reason, seconds: div(now - since, 1000)}
    end
  end

  defp reason(:refused, :cookie), do: :cookie

  defp reason(cause, why) do
    kind = Causes.of_peer(cause, why)
    if kind not in [cause, nil], do: kind
  end

  defp discovery(seen) do
    cond do
      not Facts.get(:enabled, false) -> :off
      seen == nil and not Facts.get(:discovery, true) -> :other
      true -> :dns
    end
  end

  defp discovered(nil), do: []
  defp discovered(view), do: for(ip <- Enum.sort(view.discovered), do: name(view, ip))

  defp name(view, ip), do: "#{view.basename}@#{Address.format(ip)}"

  defp changes do
    for {node, change, at} <- Facts.get(:changes, []),
        do: %{node: node, change: change, seconds: age(at)}
  end

  defp versions do
    runtime = Application.spec(:beam_cluster, :vsn)

    %{
      beam_cluster: runtime && List.to_string(runtime),
      elixir: System.version(),
      otp: System.otp_release()
    }
  end

  defp partitioned?(missing) do
    grace = div(Facts.get(:partition_grace, 0), 1000)
    Enum.any?(missing, &(&1.cause != :draining and &1.seconds >= grace))
  end

  defp dns(view) do
    {error, since} = CauseLog.dns_error() || {nil, nil}

    %{
      query: Facts.get(:query),
      listed: view.listed,
      server_cache: view.cache,
      answered_seconds_ago: age(Facts.get(:dns_ok_at)),
      error: error,
      error_seconds: age(since)
    }
  end

  defp age(nil), do: nil
  defp age(at), do: div(Clock.now() - at, 1000)
end
