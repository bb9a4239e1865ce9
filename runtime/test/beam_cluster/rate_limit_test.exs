defmodule BeamCluster.RateLimitTest do
  use ExUnit.Case, async: false

  alias BeamCluster.{Facts, Health, RateLimit}
  alias BeamCluster.Observe.Metrics
  alias BeamCluster.Test.{Nodes, Probe}

  defmodule Logins do
    use BeamCluster.RateLimit, mode: :local, algorithm: :fixed_window
  end

  # Long enough that no test runs into its border.
  @day 86_400_000

  test "it takes Hammer's arguments and gives Hammer's results" do
    start_supervised!(RateLimit)
    assert RateLimit.hit("k", @day, 3) == {:allow, 1}
    assert RateLimit.hit("k", @day, 3, 2) == {:allow, 3}
    assert {:deny, ms} = RateLimit.hit("k", @day, 3)
    assert ms in 1..(2 * @day)
    assert RateLimit.get("k", @day) == 3
    assert RateLimit.get("k", 1_000) == 0
  end

  test "a limiter of one's own counts by itself" do
    start_supervised!(RateLimit)
    start_supervised!(Logins)
    assert RateLimit.hit("k", @day, 1) == {:allow, 1}
    assert Logins.hit("k", @day, 1) == {:allow, 1}
    assert {:deny, _ms} = Logins.hit("k", @day, 1, 1)
    assert Logins.get("k", @day) == 1
    assert Process.whereis(Logins) == nil
  end

  test "one that is not started says what to do" do
    assert_raise ArgumentError, ~r/is not started. Put it into the supervision tree/, fn ->
      BeamCluster.RateLimit.Limiter.hit(__MODULE__, "k", 1, 1, 1)
    end
  end

  test "wrong options are all named" do
    assert_raise ArgumentError,
                 ~r/unknown option :mod; :slack must be a number from 0 to 1, got: 2/,
                 fn -> RateLimit.Options.read!(RateLimit, mod: 1, slack: 2) end
  end

  test "/health and /metrics tell what it does, for as long as it runs" do
    Facts.create()
    start_supervised!(RateLimit)
    RateLimit.hit("k", @day, 1)
    RateLimit.hit("k", @day, 1)

    assert [%{name: "BeamCluster.RateLimit", kind: :rate_limit, nodes: 1, allowed: 1, denied: 1}] =
             Health.report().shared

    assert Metrics.text() =~
             ~s(beam_cluster_rate_limit_denied_total{name="BeamCluster.RateLimit"} 1)

    :ok = stop_supervised(RateLimit)
    assert Health.report().shared == []
  end

  test "its process ignores what it does not know, and may die: the counts stay" do
    start_supervised!(RateLimit)
    RateLimit.hit("k", @day, 9)
    pid = Process.whereis(RateLimit)

    for unknown <- [:unknown, {:local, :unknown}, {:local, {:urgent, 1}}, {:timeout, 1, 2}, [1 | 2]] do
      send(pid, unknown)
      GenServer.cast(pid, unknown)
      send(pid, {:"$gen_call", {self(), make_ref()}, unknown})
    end

    assert :sys.get_state(pid)
    ref = Process.monitor(pid)
    Process.exit(pid, :kill)
    assert_receive {:DOWN, ^ref, :process, _pid, :killed}
    assert RateLimit.hit("k", @day, 9) == {:allow, 2}
  end

  @tag :distributed
  @tag timeout: 180_000
  test "real nodes share their counts, and a newcomer knows them before it is ready" do
    ips = for n <- 1..3, do: {127, 201, 7, n}
    world = Nodes.world(ips)
    options = [children: [RateLimit]]
    [a, b] = nodes = for ip <- Enum.take(ips, 2), do: Nodes.start(world, ip, options)
    for node <- nodes, do: assert(Nodes.connected(node, nodes -- [node]) == :ok)
    assert Nodes.call(a, Nodes, :wait_until, [BeamCluster, :ready?, []]) == :ok
    shared = [RateLimit, "k", @day]

    for _ <- 1..6, do: assert({:allow, _} = hit(a))
    assert Nodes.call(b, Nodes, :wait_until, [Probe, :counted?, shared ++ [6]]) == :ok
    for _ <- 1..4, do: assert({:allow, _} = hit(b))
    assert {:deny, _ms} = hit(b)
    assert Nodes.call(a, Nodes, :wait_until, [Probe, :counted?, shared ++ [10]]) == :ok

    # One that is killed keeps its place in the counts of the others.
    Process.unlink(b.peer)
    :peer.cast(b.peer, :erlang, :halt, [1])
    assert Nodes.connected(a, []) == :ok

    c = Nodes.start(world, List.last(ips), options)
    assert Nodes.call(c, Nodes, :wait_until, [BeamCluster, :ready?, []]) == :ok
    assert Nodes.call(c, RateLimit, :get, ["k", @day]) == 10
    assert {:deny, _ms} = hit(c)
  end

  defp hit(node), do: Nodes.call(node, RateLimit, :hit, ["k", @day, 10])
end
