defmodule BeamCluster.Telemetry do
  @moduledoc """
  Events for handlers that attach to them with `:telemetry`, where the application has it, and `metrics/0` of them.

  | event | measurements | metadata |
  |---|---|---|
  | `[:beam_cluster, :join]` | `node_count` | `node` |
  | `[:beam_cluster, :leave]` | `node_count` | `node`, `reason` (`:left`, `:lost`), `detail` |
  | `[:beam_cluster, :size]` | `node_count` | |
  | `[:beam_cluster, :ready]` | `duration` (since the runtime started) | `because` (`:joined`, `:alone`, `:grace`, `:single`) |
  | `[:beam_cluster, :round_trip]` | `duration` | `node` |
  | `[:beam_cluster, :resolve, :start]` | | `type`, `name` |
  | `[:beam_cluster, :resolve, :stop]` | `addresses` | `type`, `name`, `result` (`:ok`, `:empty` or the error) |
  | `[:beam_cluster, :resolve, :exception]` | | `type`, `name` |
  | `[:beam_cluster, :connect, :start]` | | `node` (nil where no name was made of the address), `ip` |
  | `[:beam_cluster, :connect, :stop]` | | `node`, `ip`, `outcome` (`:connected`, `:unreachable`, `:refused`, `:postponed`) |
  | `[:beam_cluster, :connect, :exception]` | | `node`, `ip` |
  | `[:beam_cluster, :rate_limit, :pulled]` | `rows`, `untold` (windows kept, and those that the peers do not know) | `name`, `node` (all of its counts are known) |
  | `[:beam_cluster, :singleton, :owned]` | `duration` (the start of the child) | `name` |
  | `[:beam_cluster, :singleton, :released]` | `count` | `name`, `reason` (`:stopped`, `:failed`) |
  | `[:beam_cluster, :every, :start]` | | `name` |
  | `[:beam_cluster, :every, :stop]` | | `name` |
  | `[:beam_cluster, :every, :exception]` | | `name` |
  | `[:beam_cluster, :drain, :start]` | | |
  | `[:beam_cluster, :drain, :stop]` | | `hooks` (what came of each) |
  | `[:beam_cluster, :drain, :exception]` | | |

  A `duration` is in native units, as that of `System.monotonic_time/0`: `System.convert_time_unit(duration, :native, :millisecond)`.

  The events `:start`, `:stop` and `:exception` have the form of `:telemetry.span/3`. A `:start` also has the measurements `system_time` and
  `monotonic_time`, the other two have `duration` and `monotonic_time`. All three have `telemetry_span_context` in their metadata, and it is
  the same in the events of one span. An `:exception` also has `kind`, `reason` and `stacktrace` in its metadata. A look-up or a dial that
  takes too long is ended: that is a `:stop` with `:timeout` or `:unreachable`. Several dials are open at a time, in one process.

  The same figures are counters and gauges in `/metrics`, which needs neither `:telemetry` nor a reporter.
  """

  @compile {:no_warn_undefined, Telemetry.Metrics}

  # A look-up or a dial takes about a millisecond, or seconds where nothing answers.
  @buckets [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000]
  @round_trip_buckets [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000]

  @milliseconds {:native, :millisecond}

  @doc """
  Metrics of these events, for LiveDashboard and every other reporter of `Telemetry.Metrics`. In the module that `mix phx.new` generates:

      # lib/my_app_web/telemetry.ex
      def metrics do
        [
          summary("phoenix.endpoint.stop.duration", unit: {:native, :millisecond})
        ] ++ BeamCluster.Telemetry.metrics()
      end

  No metric has the name of a node as a tag, because each rollout brings new names.

  Raises where the application does not have the package `telemetry_metrics`.
  """
  @spec metrics :: [struct]
  def metrics do
    unless Code.ensure_loaded?(Telemetry.Metrics) do
      raise "BeamCluster.Telemetry.metrics/0 needs the package telemetry_metrics: " <>
              ~s(add {:telemetry_metrics, "~> 1.0"} to the dependencies in mix.exs)
    end

    members() ++ spans() ++ [round_trip()]
  end

  # LiveDashboard leaves out a metric whose measurement is not in the event, so each counter names one that is.
  defp members do
    [
      Telemetry.Metrics.last_value("beam_cluster.size.node_count",
        description: "Nodes of the cluster, this one included"
      ),
      counter("beam_cluster.join.count", :node_count, [], "Nodes that joined"),
      counter("beam_cluster.leave.count", :node_count, [:reason], "Nodes that left or were lost"),
      Telemetry.Metrics.last_value("beam_cluster.ready.duration",
        unit: @milliseconds,
        tags: [:because],
        description: "Time from the start until this node was ready"
      )
    ]
  end

  defp spans do
    [
      distribution("beam_cluster.resolve.stop.duration", [:type, :result], "Look-ups in DNS"),
      counter("beam_cluster.resolve.exception.count", :duration, [], "Look-ups that crashed"),
      distribution("beam_cluster.connect.stop.duration", [:outcome], "Dials to peers"),
      counter("beam_cluster.connect.exception.count", :duration, [], "Dials that crashed"),
      Telemetry.Metrics.last_value("beam_cluster.drain.stop.duration",
        unit: @milliseconds,
        description: "Time that the drain took"
      ),
      counter("beam_cluster.drain.exception.count", :duration, [], "Drains that crashed")
    ]
  end

  defp round_trip do
    Telemetry.Metrics.distribution("beam_cluster.round_trip.duration",
      unit: @milliseconds,
      description: "Time to a peer and back",
      reporter_options: [buckets: @round_trip_buckets, bucket_size: 1]
    )
  end

  defp counter(name, measurement, tags, description) do
    Telemetry.Metrics.counter(name,
      measurement: measurement,
      tags: tags,
      description: description
    )
  end

  defp distribution(name, tags, description) do
    Telemetry.Metrics.distribution(name,
      unit: @milliseconds,
      tags: tags,
      description: description,
      reporter_options: [buckets: @buckets]
    )
  end
end
