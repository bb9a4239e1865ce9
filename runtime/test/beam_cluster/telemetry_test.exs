defmodule BeamCluster.TelemetryTest do
  use ExUnit.Case, async: false

  alias BeamCluster.{Config, Discovery, Drain, Facts}
  alias BeamCluster.Config.Vm
  alias BeamCluster.Dns.Answer
  alias BeamCluster.Membership.Announcement
  alias BeamCluster.Observe.{Events, Readiness, RoundTrips}
  alias BeamCluster.Test.Telemetry

  @env %{
    "POD_NAMESPACE" => "prod",
    "POD_IP" => "127.0.0.1",
    "CLUSTER_SERVICE_NAME" => "api-headless"
  }
  @service "api-headless.prod.svc.cluster.local."
  @peer {127, 0, 0, 2}
  @node :"api@127.0.0.2"

  describe "events" do
    setup do
      Facts.create()
      Telemetry.start()
    end

    test "a look-up is a span" do
      discover(fn _question, _options ->
        {:ok, %Answer{addresses: [{127, 0, 0, 1}, @peer], ttl: 30}}
      end)

      {started, metadata} = receive_event([:resolve, :start])
      assert %{type: :a, name: @service} = metadata
      {stopped, ended} = receive_event([:resolve, :stop])
      assert %{addresses: 2} = stopped
      assert ended == Map.put(metadata, :result, :ok)
      assert_span(started, stopped)
    end

    test "a look-up that crashes ends with an exception" do
      discover(fn _question, _options -> raise "on purpose" end)
      {started, metadata} = receive_event([:resolve, :start])
      {stopped, ended} = receive_event([:resolve, :exception])
      assert %{kind: :error, reason: %RuntimeError{message: "on purpose"}} = ended
      assert [{__MODULE__, _function, _arity, _location} | _] = ended.stacktrace
      assert Map.drop(ended, [:kind, :reason, :stacktrace]) == metadata
      assert_span(started, stopped)
    end

    test "a look-up that exits ends with an exception" do
      discover(fn _question, _options -> exit(:on_purpose) end)

      assert {_, %{kind: :exit, reason: :on_purpose, stacktrace: []}} =
               receive_event([:resolve, :exception])
    end

    test "a look-up that hangs is stopped as a timeout" do
      discover(fn _question, _options -> Process.sleep(:infinity) end, resolve_timeout: 100)
      assert {%{addresses: 0}, %{result: :timeout}} = receive_event([:resolve, :stop])
    end

    test "a dial is a span, with the name of the node and what came of it" do
      dial({Kernel, :==, [@node]})
      {started, %{ip: @peer} = metadata} = receive_event([:connect, :start])
      {stopped, ended} = receive_event([:connect, :stop])
      assert %{node: @node, ip: @peer, outcome: :connected} = ended
      assert ended.telemetry_span_context == metadata.telemetry_span_context
      assert_span(started, stopped)
    end

    test "a dial that crashes ends with an exception" do
      dial({:erlang, :error, [:on_purpose]})
      receive_event([:connect, :start])
      assert {_, %{kind: :error, ip: @peer}} = receive_event([:connect, :exception])
    end

    def hang(_node), do: Process.sleep(:infinity)

    test "a dial that hangs is stopped as unreachable" do
      dial({__MODULE__, :hang, []}, connect_timeout: 100)
      assert {_, %{outcome: :unreachable}} = receive_event([:connect, :stop])
    end

    test "a drain is a span" do
      hook = {String, :upcase, ["a"]}
      start_supervised!({Drain, %{drain_timeout: 60_000, on_drain: [hook], handle_sigterm: false}})
      :ok = BeamCluster.drain()
      {started, metadata} = receive_event([:drain, :start])
      {stopped, ended} = receive_event([:drain, :stop])
      assert ended == Map.put(metadata, :hooks, [{hook, :ok}])
      assert_span(started, stopped)
    end

    test "a span that an exception ends passes it on" do
      assert catch_throw(Events.span([:drain], %{}, fn -> throw(:on_purpose) end)) == :on_purpose
      receive_event([:drain, :start])
      assert {_, %{kind: :throw, reason: :on_purpose}} = receive_event([:drain, :exception])
    end

    test "a join, a leave, the size and readiness are events" do
      Announcement.joined(@node, [@node])
      assert {%{node_count: 2}, %{}} = receive_event([:size])
      assert {%{node_count: 2}, %{node: @node}} = receive_event([:join])
      Announcement.left(@node, :lost, :net_tick_timeout, [])
      assert {%{node_count: 1}, metadata} = receive_event([:leave])
      assert metadata == %{node: @node, reason: :lost, detail: :net_tick_timeout}
      Facts.put(:started_at, System.monotonic_time(:millisecond) - 5_000)
      Facts.delete(:ready)
      assert Readiness.refresh()
      {%{duration: duration}, %{because: :single}} = last_event([:ready])
      assert System.convert_time_unit(duration, :native, :second) >= 5
    end

    test "a round trip is an event in native units" do
      {:ok, state} = RoundTrips.init(nil)
      sent = System.monotonic_time(:microsecond) - 2_000_000
      RoundTrips.handle_info({:pong, @node, sent}, %{state | sent: sent, waiting: [@node]})
      {%{duration: duration}, %{node: @node}} = receive_event([:round_trip])
      assert System.convert_time_unit(duration, :native, :second) >= 2
    end
  end

  describe "metrics" do
    test "each is of an event, a measurement and tags that exist" do
      Telemetry.start_metrics()
      metrics = BeamCluster.Telemetry.metrics()

      for %{name: name} = metric <- metrics do
        {event, [measurement]} = name |> String.split(".") |> Enum.split(-1)
        {measurements, metadata} = Map.fetch!(documented(), Enum.map(event, &String.to_atom/1))
        assert (metric[:measurement] || String.to_atom(measurement)) in measurements
        assert (metric[:tags] || []) -- metadata == []
      end

      # A reporter for Prometheus takes a name once.
      names = for %{name: name} <- metrics, do: name
      assert names == Enum.uniq(names)
    end

    test "each duration is converted from native units, and each distribution has buckets" do
      Telemetry.start_metrics()

      for %{name: name, type: type} = metric <- BeamCluster.Telemetry.metrics() do
        if String.ends_with?(name, ".duration"),
          do: assert(metric.unit == {:native, :millisecond})

        if type == :distribution, do: assert([_ | _] = metric.reporter_options[:buckets])
      end
    end

    test "without telemetry_metrics, the error says what to add" do
      assert_raise RuntimeError, ~r/add \{:telemetry_metrics, "~> 1.0"\}/, fn ->
        BeamCluster.Telemetry.metrics()
      end
    end
  end

  defp discover(resolver, options \\ []) do
    {:ok, config} = Config.load([resolver: resolver] ++ options, @env, %Vm{node: :"api@127.0.0.1"})

    start_supervised!({Discovery, config})
  end

  defp dial(connect, options \\ []) do
    listed = %Answer{addresses: [{127, 0, 0, 1}, @peer], ttl: 30}
    discover(fn _question, _options -> {:ok, listed} end, [connect: connect] ++ options)
  end

  # Each event has the measurements and the metadata that the documentation lists, no more and no less.
  defp receive_event(name) do
    event = [:beam_cluster | name]
    assert_receive {:event, ^event, measurements, metadata}
    {documented_measurements, documented_metadata} = Map.fetch!(documented(), event)
    assert Enum.sort(Map.keys(measurements)) == Enum.sort(documented_measurements)
    assert Enum.sort(Map.keys(metadata)) == Enum.sort(documented_metadata)
    {measurements, metadata}
  end

  defp last_event(name) do
    event = receive_event(name)
    path = [:beam_cluster | name]

    receive do
      {:event, ^path, measurements, metadata} -> {measurements, metadata}
    after
      0 -> event
    end
  end

  defp assert_span(started, stopped) do
    assert is_integer(started.system_time)
    assert stopped.monotonic_time - started.monotonic_time == stopped.duration
    assert stopped.duration >= 0
  end

  # The table of the documentation, with what it says of all spans.
  defp documented do
    {:docs_v1, _, _, _, %{"en" => text}, _, _} = Code.fetch_docs(BeamCluster.Telemetry)

    for "| `[" <> _ = line <- String.split(text, "\n"), into: %{} do
      ["", name, measurements, metadata, ""] = String.split(line, "|")
      {event, _bindings} = Code.eval_string(String.trim(name, " ") |> String.trim("`"))
      {more, most} = of_spans(List.last(event))
      {event, {keys(measurements) ++ more, keys(metadata) ++ most}}
    end
  end

  defp of_spans(:start), do: {[:monotonic_time, :system_time], [:telemetry_span_context]}
  defp of_spans(:stop), do: {[:monotonic_time, :duration], [:telemetry_span_context]}

  defp of_spans(:exception) do
    {[:monotonic_time, :duration], [:telemetry_span_context, :kind, :reason, :stacktrace]}
  end

  defp of_spans(_single), do: {[], []}

  # What stands in brackets are values.
  defp keys(cell) do
    for [_, key] <- Regex.scan(~r/`(\w+)`/, String.replace(cell, ~r/\([^)]*\)/, "")),
        do: String.to_atom(key)
  end
end
