defmodule BeamCluster.Observe.Metrics do
  @moduledoc false
  # The figures of this node in the Prometheus text format.

  alias BeamCluster.{Facts, Health, Membership}
  alias BeamCluster.Shared.Reports

  @counters %{
    joins: "Nodes that joined, as this node saw it.",
    leaves: "Nodes that are gone, by whether they said that they leave.",
    dns_queries: "DNS questions asked, by result.",
    dials: "Attempts to connect to a peer, by outcome.",
    node_names: "Node names made of DNS answers."
  }

  @doc "The text of `/metrics`."
  def text do
    health = Health.report()
    IO.iodata_to_binary([gauges(health), round_trips(), counters(), shared()])
  end

  defp gauges(health) do
    [
      {"nodes", "Nodes of the cluster, this one included.", health.node_count},
      {"discovered_pods", "Pods that DNS lists, this one not counted.",
       health.discovered && length(health.discovered)},
      {"missing_pods", "Listed pods that are not connected.", length(health.missing)},
      {"partitioned", "1 when a listed pod has been missing for longer than the grace.",
       health.partitioned},
      {"ready", "1 when this pod may get traffic.", health.ready},
      {"draining", "1 when this node leaves.", health.draining},
      {"dns_failing_seconds", "For how long DNS has given no address.",
       health.dns.error_seconds || 0},
      {"uptime_seconds", "Since the runtime started.", health.uptime_seconds}
    ]
    |> Enum.reject(fn {_name, _help, value} -> value == nil end)
    |> Enum.map(fn {name, help, value} -> [head(name, help, "gauge"), line(name, [], value)] end)
  end

  defp round_trips do
    samples =
      for node <- Enum.sort(Membership.connected()),
          us = Facts.get({:round_trip, node}),
          do: {node, us}

    if samples == [],
      do: [],
      else: [
        head("round_trip_seconds", "Time to a peer and back.", "gauge"),
        for({node, us} <- samples, do: line("round_trip_seconds", [node: node], us / 1_000_000))
      ]
  end

  defp counters do
    for {name, samples} <- Enum.group_by(Facts.counters(), &elem(&1, 0)), help = @counters[name] do
      metric = "#{name}_total"

      [
        head(metric, help, "counter"),
        for({_, labels, value} <- samples, do: line(metric, labels, value))
      ]
    end
  end

  defp shared do
    figures = Reports.figures()

    for {name, help, type} <-
          Enum.uniq(for {_of, {n, help, type, _v}} <- figures, do: {n, help, type}) do
      samples = for {of, {^name, _help, _type, value}} <- figures, do: {of, value}

      [
        head(name, help, type),
        for({of, value} <- samples, do: line(name, [name: inspect(of)], value))
      ]
    end
  end

  defp head(name, help, type),
    do: ["# HELP beam_cluster_#{name} #{help}\n# TYPE beam_cluster_#{name} #{type}\n"]

  defp line(name, labels, value),
    do: ["beam_cluster_", name, labels(labels), ?\s, number(value), ?\n]

  defp labels([]), do: []

  defp labels(labels) do
    pairs = for {key, value} <- labels, do: ~s(#{key}="#{escape(to_string(value))}")
    [?{, Enum.intersperse(pairs, ?,), ?}]
  end

  defp escape(text),
    do: String.replace(text, ["\\", "\"", "\n"], &"\\#{if &1 == "\n", do: "n", else: &1}")

  defp number(true), do: "1"
  defp number(false), do: "0"
  defp number(value), do: to_string(value)
end
