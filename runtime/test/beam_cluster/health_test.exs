defmodule BeamCluster.HealthTest do
  use ExUnit.Case, async: false

  doctest BeamCluster

  alias BeamCluster.{Facts, Health}
  alias BeamCluster.Http.ProbeRoutes
  alias BeamCluster.Observe.Metrics

  defp now, do: System.monotonic_time(:millisecond)

  defp view(missing),
    do: %{
      basename: "a",
      discovered: for({ip, _cause, _since} <- missing, do: ip),
      listed: true,
      missing: missing,
      reasons: %{{10, 0, 0, 1} => :cookie},
      cache: :none,
      settled: true
    }

  describe "with the runtime off" do
    test "it says so, and fails nowhere" do
      assert %{enabled: false, mode: :test, node_count: 1, connected_nodes: []} = Health.report()

      assert {200, _, "{\"status\":\"ok\",\"clustering\":{\"enabled\":false," <> _} =
               ProbeRoutes.answer("/health")

      assert {200, _, _} = ProbeRoutes.answer("/ready")
      assert {200, _, "# HELP beam_cluster_nodes" <> _} = ProbeRoutes.answer("/metrics")
    end
  end

  describe "with the runtime on" do
    setup do
      Facts.create()
      Facts.put(:enabled, true)
      Facts.put(:partition_grace, 15_000)
    end

    test "every key is printed, the founding example's first and in its order" do
      {200, "application/json; charset=utf-8", json} = ProbeRoutes.answer("/health")

      assert json =~
               ~s("clustering":{"enabled":true,"current_node":"nonode@nohost","connected_nodes":[],"node_count":1)

      assert Health.report() |> Map.keys() |> Enum.sort() ==
               Health.pairs() |> Keyword.keys() |> Enum.sort()
    end

    test "what is nested is in the order of reading too" do
      Facts.put(:view, view([{{10, 0, 0, 1}, :refused, now() - 3_000}]))
      {200, _type, json} = ProbeRoutes.answer("/health")

      assert json =~
               ~s("missing":[{"node":"a@10.0.0.1","cause":"refused","reason":"cookie","seconds":3}])

      assert json =~ ~s("dns":{"query":null,"listed":true,)

      for {key, printed} <- [missing: hd(Health.pairs()[:missing]), dns: Health.pairs()[:dns]] do
        known = Health.report()[key] |> List.wrap() |> hd() |> Map.keys()
        assert Enum.sort(Keyword.keys(printed)) == Enum.sort(known)
      end
    end

    test "the last changes are listed, the newest first, with the versions that run" do
      Facts.put(:changes, [
        {:"a@10.0.0.1", :lost, now() - 3_000},
        {:"a@10.0.0.1", :joined, now() - 9_000}
      ])

      assert %{changes: [%{node: :"a@10.0.0.1", change: :lost, seconds: 3}, %{change: :joined}]} =
               Health.report()

      {200, _type, json} = ProbeRoutes.answer("/health")
      assert json =~ ~s("changes":[{"node":"a@10.0.0.1","change":"lost","seconds":3},)

      assert json =~
               ~s("versions":{"beam_cluster":"#{Mix.Project.config()[:version]}","elixir":"#{System.version()}",)

      assert json =~ ~s("otp":"#{System.otp_release()}"})
    end

    test "the causes of missing peers are apart, with their age" do
      Facts.put(
        :view,
        view([
          {{10, 0, 0, 12}, :draining, now() - 90_000},
          {{10, 0, 0, 1}, :refused, now() - 3_000}
        ])
      )

      assert %{
               partitioned: false,
               discovered: ["a@10.0.0.1", "a@10.0.0.12"],
               missing: [
                 %{node: "a@10.0.0.1", cause: :refused, reason: :cookie, seconds: 3},
                 %{cause: :draining, reason: nil, seconds: 90}
               ]
             } = Health.report()
    end

    test "a peer missing for longer than the grace is a partition" do
      Facts.put(:view, view([{{10, 0, 0, 1}, :unreachable, now() - 16_000}]))
      assert Health.report().partitioned
    end

    test "where something else discovers, nothing is said of what DNS lists" do
      Facts.put(:discovery, false)

      assert %{discovery: :other, discovered: nil, missing: [], partitioned: false} =
               Health.report()

      refute Metrics.text() =~ "beam_cluster_discovered_pods"
      Facts.put(:view, view([]))
      assert %{discovery: :dns, discovered: []} = Health.report()
      assert Metrics.text() =~ "beam_cluster_discovered_pods 0"
      Facts.put(:enabled, false)
      assert %{discovery: :off} = Health.report()
    end

    test "an error of DNS has its age, until an answer comes" do
      Facts.put(:dns_failing_since, now() - 7_000)
      Facts.put(:dns_error, {:servfail, now()})
      Facts.put(:dns_ok_at, now() - 8_000)
      assert %{error: :servfail, error_seconds: 7, answered_seconds_ago: 8} = Health.report().dns
      Facts.put(:dns_ok_at, now() + 1)
      assert %{error: nil, error_seconds: nil} = Health.report().dns
    end

    test "metrics have a type each, and labels are escaped" do
      Facts.count(:dns_queries, result: :ok)
      Facts.count(:dns_queries, result: "odd\"\n")
      text = Metrics.text()
      assert text =~ "# TYPE beam_cluster_dns_queries_total counter\n"
      assert text =~ ~S(beam_cluster_dns_queries_total{result="odd\"\n"} 1)
      assert text =~ "beam_cluster_ready 0\n" or text =~ "beam_cluster_ready 1\n"

      for line <- String.split(text, "\n", trim: true), not String.starts_with?(line, "#") do
        assert line =~ ~r/^beam_cluster_[a-z_]+(\{.*\})? -?[0-9.e-]+$/
      end
    end

    test "an unknown path is not ours" do
      assert ProbeRoutes.answer("/") == :error
      assert ProbeRoutes.answer("/health/../etc/passwd") == :error
    end
  end
end
