defmodule BeamCluster.Health do
  @moduledoc """
  What a person or a probe wants to know of the cluster. It is read from facts, without a question to any process.

  A missing peer has one of four causes: `connecting`, `unreachable` (nothing answers there), `refused` (it answers and does not take the
  connection: another cookie, or TLS settings) and `draining`.
  """

  alias BeamCluster.{Address, Clock, Facts, Membership}
  alias BeamCluster.Discovery.NodeName
  alias BeamCluster.Observe.Readiness

  @doc """
  The state of clustering as this node sees it, a map.

  `partitioned` is true when a listed peer that does not drain has been missing for `partition_grace`.
  `changes` are the last ten nodes that joined, left or were lost, the newest first.
  """
  @spec report :: map
  def report do
    connected = Enum.sort(Membership.connected())
    view = Facts.get(:view, %{discovered: [], listed: nil, missing: [], cache: :unknown})
    missing = missing(view)

    %{
      enabled: Facts.get(:enabled, false),
      mode: Facts.get(:mode, :test),
      current_node: node(),
      connected_nodes: connected,
      node_count: length(connected) + 1,
      discovered: for(ip <- Enum.sort(view.discovered), do: name(view, ip)),
      missing: missing,
      partitioned: partitioned?(missing),
      ready: Readiness.state() == :ready,
      draining: Facts.get(:draining) != nil,
      dns: dns(view),
      changes: changes(),
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
      [:partitioned, :missing, :discovered, :dns, :changes, :versions, :uptime_seconds, :problems]
  end

  defp sort(:missing, missing), do: Enum.map(missing, &sort(&1, [:node, :cause, :seconds]))

  defp sort(:dns, dns),
    do: sort(dns, [:query, :listed, :answered_seconds_ago, :error, :error_seconds, :server_cache])

  defp sort(:changes, changes), do: Enum.map(changes, &sort(&1, [:node, :change, :seconds]))
  defp sort(:versions, versions), do: sort(versions, [:beam_cluster, :elixir, :otp])
  defp sort(map, keys) when is_map(map), do: for(key <- keys, do: {key, Map.fetch!(map, key)})
  defp sort(_key, value), do: value

  defp missing(view) do
    now = Clock.now()
    connected = Enum.map(Membership.connected(), &Atom.to_string/1)

    for {ip, cause, since} <- Enum.sort(view.missing),
        name = name(view, ip),
        name not in connected,
        do: %{node: name, cause: cause, seconds: div(now - since, 1000)}
  end

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
    {error, at} = Facts.get(:dns_error, {nil, nil})
    answered = Facts.get(:dns_ok_at)
    # An error that an answer came after is history.
    current? = error != nil and (answered == nil or at >= answered)

    %{
      query: Facts.get(:query),
      listed: view.listed,
      server_cache: view.cache,
      answered_seconds_ago: age(answered),
      error: if(current?, do: error),
      error_seconds: if(current?, do: age(Facts.get(:dns_failing_since, at)))
    }
  end

  defp age(nil), do: nil
  defp age(at), do: div(Clock.now() - at, 1000)
end
