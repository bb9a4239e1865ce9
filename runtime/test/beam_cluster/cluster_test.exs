defmodule BeamCluster.ClusterTest do
  use ExUnit.Case, async: true

  alias BeamCluster.Facts
  alias BeamCluster.Test.{Nodes, Probe}

  @moduletag :distributed
  @moduletag timeout: 180_000

  # Addresses that only this test uses, so that tests and worlds may run side by side.
  defp addresses(count) do
    third = :rand.uniform(200)
    fourth = :rand.uniform(200)
    for n <- 1..count, do: {127, third, fourth, n}
  end

  defp mesh(count, options \\ []) do
    ips = addresses(count)
    world = Nodes.world(ips)
    nodes = Enum.map(ips, &Nodes.start(world, &1, options))
    for node <- nodes, do: assert(Nodes.connected(node, nodes -- [node]) == :ok)
    {world, nodes}
  end

  defp health(node), do: Nodes.call(node, BeamCluster, :health, [])

  test "three nodes form a mesh, say so, and know how far apart they are" do
    {_world, [a, b, c] = nodes} = mesh(3)

    for node <- nodes do
      health = health(node)
      assert health.enabled and health.node_count == 3 and health.current_node == node.node
      assert health.missing == [] and health.problems == []
      assert Nodes.call(node, BeamCluster, :ready?, [])
    end

    Nodes.call(a, BeamCluster.Observe.RoundTrips, :measure, [])

    assert Nodes.call(a, Nodes, :wait_until, [BeamCluster.Facts, :get, [{:round_trip, b.node}]]) ==
             :ok

    assert Nodes.call(a, Nodes, :wait_until, [BeamCluster.Facts, :get, [{:round_trip, c.node}]]) ==
             :ok

    assert Nodes.call(a, BeamCluster.Observe.Metrics, :text, []) =~
             "beam_cluster_round_trip_seconds{node=\"#{b.node}\"}"
  end

  test "two nodes that have found one and the same learn of each other from it" do
    ips = [hub | _] = addresses(3)
    world = Nodes.world([hub])
    # So that nothing else connects them.
    options = [args: [~c"-connect_all", ~c"false"]]
    nodes = Enum.map(ips, &Nodes.start(world, &1, options))
    for node <- nodes, do: assert(Nodes.connected(node, nodes -- [node]) == :ok)
  end

  test "whatever DNS does, no link is lost" do
    {world, [a, b]} = mesh(2)
    Nodes.call(a, Nodes, :record, [])

    for answer <- [{:servfail, []}, {:nxdomain, []}, {:noerror, []}, {:noerror, [{127, 9, 9, 9}]}] do
      Nodes.answer(world, answer)
      asked = queries(a)
      Nodes.call(a, BeamCluster, :check, [])
      assert Nodes.call(a, Nodes, :wait_until, [Probe, :asked_more?, [asked]]) == :ok
      assert Nodes.connected(a, [b]) == :ok
    end

    assert health(a).dns.query =~ "api-headless"
  end

  test "an error of DNS is named in /health with its age" do
    {world, [a, _b]} = mesh(2)
    Nodes.answer(world, {:servfail, []})
    Nodes.call(a, BeamCluster, :check, [])
    assert Nodes.call(a, Nodes, :wait_until, [Probe, :dns_error?, [:servfail]]) == :ok
    assert %{error_seconds: seconds} = health(a).dns
    assert seconds in 0..5
  end

  test "a node that is shut down leaves, one that is killed is lost" do
    {world, [a, b, c]} = mesh(3)
    Nodes.call(a, Nodes, :record, [])
    Nodes.answer(world, {:servfail, []})

    Process.unlink(b.peer)
    :peer.cast(b.peer, :erl_signal_server, :module_info, [])
    :peer.cast(b.peer, :gen_event, :notify, [:erl_signal_server, :sigterm])
    assert Nodes.left(a, b) == :left

    Process.unlink(c.peer)
    :peer.cast(c.peer, :erlang, :halt, [1])
    assert Nodes.left(a, c) == :lost
  end

  test "a node in drain stays connected, is not ready, and is not dialled again when it goes" do
    {_world, [a, b]} = mesh(2)
    Nodes.call(a, Nodes, :record, [])
    Nodes.call(b, BeamCluster, :drain, [])
    refute Nodes.call(b, BeamCluster, :ready?, [])
    assert Nodes.connected(a, [b]) == :ok

    :ok = :peer.stop(b.peer)
    assert Nodes.left(a, b) == :left
    assert [%{cause: :draining}] = health(a).missing
    dials = dials(a)
    Nodes.call(a, BeamCluster, :check, [])
    assert Nodes.call(a, Nodes, :wait_until, [Probe, :asked_more?, [queries(a)]]) == :ok
    assert dials(a) == dials
  end

  test "a newcomer hears from the others which node leaves, when that node sends nothing any more" do
    ips = [one, two, three] = addresses(3)
    world = Nodes.world(ips)
    [a, b] = nodes = for ip <- [one, two], do: Nodes.start(world, ip)
    for node <- nodes, do: assert(Nodes.connected(node, nodes -- [node]) == :ok)
    Nodes.call(b, BeamCluster, :drain, [])
    # As in the last second of a VM, whose applications are down already.
    stop = [BeamCluster.Supervisor, BeamCluster.Membership]
    :ok = Nodes.call(b, Supervisor, :terminate_child, stop)

    newcomer = Nodes.start(world, three)
    Nodes.call(newcomer, Nodes, :record, [])
    assert Nodes.connected(newcomer, [a, b]) == :ok
    told = [Probe, :said_to_leave?, [b.node]]
    assert Nodes.call(newcomer, Nodes, :wait_until, told) == :ok
    :ok = :peer.stop(b.peer)
    assert Nodes.left(newcomer, b) == :left
  end

  test "a newcomer hears from the others who leaves, when that one had not met it" do
    {_world, [a, b, newcomer]} = mesh(3)
    Nodes.call(newcomer, Nodes, :record, [])
    # It has informed those that it knew, and cannot send any more.
    Nodes.call(b, Facts, :put, [:draining, true])
    Nodes.call(b, GenServer, :cast, [{BeamCluster.Monitor, a.node}, {:leaving, b.node, 5_000}])
    told = [Probe, :said_to_leave?, [b.node]]
    assert Nodes.call(newcomer, Nodes, :wait_until, told) == :ok

    stop = [BeamCluster.Supervisor, BeamCluster.Membership]
    :ok = Nodes.call(b, Supervisor, :terminate_child, stop)
    :ok = :peer.stop(b.peer)
    assert Nodes.left(newcomer, b) == :left
  end

  test "a newcomer hears from the others who has just left" do
    {_world, [a, b, newcomer]} = mesh(3)
    for node <- [a, newcomer], do: Nodes.call(node, Nodes, :record, [])
    Nodes.call(b, BeamCluster, :drain, [])
    :ok = :peer.stop(b.peer)
    for node <- [newcomer, a], do: assert(Nodes.left(node, b) == :left)

    # As if the two had met only now.
    Nodes.call(a, GenServer, :cast, [BeamCluster.Monitor, {:leaving?, newcomer.node}])
    told = [Probe, :said_to_leave?, [b.node]]
    assert Nodes.call(newcomer, Nodes, :wait_until, told) == :ok
  end

  test "a node that comes back is found again" do
    {world, [a, b]} = mesh(2)
    Nodes.call(a, Nodes, :record, [])
    {_base, host} = BeamCluster.Address.split(b.node)
    {:ok, ip} = BeamCluster.Address.parse(host)
    :ok = :peer.stop(b.peer)
    Nodes.left(a, b)
    again = Nodes.start(world, ip)
    assert Nodes.connected(a, [again]) == :ok
  end

  test "another cookie is distinguished from an address where no node listens" do
    [one, two, three] = addresses(3)
    world = Nodes.world([one, two, three])
    a = Nodes.start(world, one)
    b = Nodes.start(world, two, cookie: "another_cookie")

    assert Nodes.call(a, Nodes, :wait_until, [Probe, :causes?, [[:refused, :unreachable]]]) ==
             :ok

    assert Nodes.call(b, Nodes, :wait_until, [Probe, :causes?, [[:refused, :unreachable]]]) ==
             :ok

    text = inspect(health(a), limit: :infinity)
    for cookie <- ["another_cookie", "rsolv_api_cookie"], do: refute(text =~ cookie)
  end

  test "dead addresses first in the answer delay no other peer" do
    [one, two | dead] = addresses(40)
    world = Nodes.world(dead ++ [one, two])
    a = Nodes.start(world, one)
    b = Nodes.start(world, two)
    assert Nodes.connected(a, [b]) == :ok
  end

  test "each child may be killed twenty times, and nothing is lost" do
    {_world, [a, b]} = mesh(2)

    children = [
      BeamCluster.Drain,
      BeamCluster.Monitor,
      BeamCluster.Latency,
      BeamCluster.Discovery
    ]

    for child <- children, do: assert(Nodes.call(a, Probe, :kill, [child, 20]) == :ok)

    assert Nodes.connected(a, [b]) == :ok
    assert %{enabled: true, ready: true, draining: false, node_count: 2} = health(a)
    Nodes.call(a, Nodes, :record, [])
    :ok = :peer.stop(b.peer)
    assert Nodes.left(a, b) in [:left, :lost]
  end

  defp queries(node), do: Nodes.call(node, Probe, :asked, [])
  defp dials(node), do: Nodes.call(node, Probe, :dialled, [])
end
