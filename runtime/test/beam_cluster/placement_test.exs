defmodule BeamCluster.PlacementTest do
  use ExUnit.Case, async: false

  alias BeamCluster.{Facts, Health, Placement}
  alias BeamCluster.Observe.Metrics
  alias BeamCluster.Placement.Members
  alias BeamCluster.Test.{Carts, Nodes}

  defmodule Rooms do
    use BeamCluster.Placement
  end

  test "where clustering is off, all keys belong to this node" do
    start_supervised!(Placement)
    start_supervised!(Rooms)

    for placement <- [Placement, Rooms] do
      assert placement.node_for("k") == node()
      assert placement.nodes_for("k", 3) == [node()]
      assert placement.local?("k")
      assert placement.fingerprint() == Members.fingerprint([node()])
    end
  end

  test "wrong options and a missing child say what to do" do
    for options <- [[hand: 1], [handoff: "text"]] do
      assert_raise ArgumentError, ~r/unknown options \[:hand\]|:handoff must be a module/, fn ->
        Placement.Instance.start_link(Placement, options)
      end
    end

    assert_raise ArgumentError, ~r/is not started/, fn -> Placement.node_for("k") end
  end

  test "/health and /metrics tell the members and the fingerprint" do
    Facts.create()
    start_supervised!(Placement)
    fingerprint = Placement.fingerprint()

    assert [%{kind: :placement, fingerprint: ^fingerprint, members: [_], to_move: 0}] =
             Health.report().shared

    assert Metrics.text() =~ ~s(beam_cluster_placement_members{name="BeamCluster.Placement"} 1)
  end

  test "its process ignores what it does not know" do
    start_supervised!({Placement, handoff: Carts})
    pid = Process.whereis(Placement)

    for unknown <- [
          :unknown,
          {:local, :unknown},
          {:local, {:gave, 1, 2, 3}},
          {:local, {:listed, 1, 2}}
        ] do
      send(pid, unknown)
      GenServer.cast(pid, unknown)
      send(pid, {:"$gen_call", {self(), make_ref()}, {:request, unknown}})
    end

    assert :sys.get_state(pid)
    assert Process.whereis(Placement) == pid
  end

  @tag :distributed
  @tag timeout: 180_000
  test "real nodes agree, and hand over to a newcomer and before they leave" do
    ips = for n <- 1..3, do: {127, 202, 7, n}
    world = Nodes.world(ips)
    options = [children: [Carts, {Placement, handoff: Carts}]]
    [a, b] = nodes = for ip <- Enum.take(ips, 2), do: Nodes.start(world, ip, options)
    for node <- nodes, do: assert(placed(node, nodes))

    carts = Map.new(1..300, &{{:cart, &1}, %{items: &1}})

    for {node, some} <- Enum.group_by(carts, fn {key, _cart} -> best(key, nodes) end) do
      Nodes.call(%{peer: node.peer}, Carts, :put, [Map.new(some)])
    end

    c = Nodes.start(world, List.last(ips), options)
    for node <- [a, b, c], do: assert(placed(node, [a, b, c]))
    assert in_place([a, b, c], carts)

    Nodes.call(b, BeamCluster, :drain, [])
    assert Nodes.call(b, Carts, :all, []) == %{}
    :ok = :peer.stop(b.peer)
    assert in_place([a, c], carts)
    held = for node <- [a, c], do: Nodes.call(node, Carts, :all, [])
    assert Enum.reduce(held, &Map.merge/2) == carts
  end

  defp best(key, nodes) do
    name = Members.best(Members.hash(key), Enum.map(nodes, & &1.node))
    Enum.find(nodes, &(&1.node == name))
  end

  defp placed(node, nodes) do
    fingerprint = Members.fingerprint(Enum.map(nodes, & &1.node))
    Nodes.call(node, Nodes, :wait_until, [Carts, :fingerprint?, [fingerprint]]) == :ok
  end

  defp in_place(nodes, carts) do
    counts = Enum.frequencies_by(Map.keys(carts), &best(&1, nodes).node)

    Enum.all?(nodes, fn node ->
      Nodes.call(node, Nodes, :wait_until, [Carts, :in_place?, [counts[node.node]]]) == :ok
    end)
  end
end
