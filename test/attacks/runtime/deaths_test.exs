Code.require_file("support/attack.exs", __DIR__)

defmodule BeamCluster.Attacks.DeathsTest do
  use ExUnit.Case, async: true

  alias BeamCluster.Attack
  alias BeamCluster.Test.{Lines, Nodes, Probe}

  @moduletag timeout: 180_000
  # With the recorded seeds, 300 in all.
  @deaths 15

  # Each child that there can be.
  @options [
    http_port: 0,
    http_ip: "127.0.0.1",
    on_change: {Function, :identity, []},
    on_drain: [{Process, :sleep, [:infinity]}]
  ]

  test "whichever child dies, while links come and go: the node is ready, a member, and says nothing twice" do
    ips = [one | _others] = for n <- 1..3, do: {127, 211, 7, n}
    world = Nodes.world(ips)

    nodes =
      [node | others] =
      Enum.map(ips, &Nodes.start(world, &1, if(&1 == one, do: @options, else: [])))

    for each <- nodes, do: assert(Nodes.connected(each, nodes -- [each]) == :ok)
    :ok = Nodes.call(node, Lines, :keep, [])

    Attack.each(fn ->
      seed = {:rand.uniform(1_000_000), 0, 0}
      assert Enum.uniq(Nodes.call(node, Probe, :kill_any, [@deaths, seed])) == [200]
    end)

    assert Nodes.connected(node, others) == :ok
    assert Nodes.call(node, Nodes, :wait_until, [Probe, :members_known?, []]) == :ok

    assert %{ready: true, draining: false, node_count: 3} =
             Nodes.call(node, BeamCluster, :health, [])

    lines = Nodes.call(node, Lines, :of_members, [])
    assert lines != [] and twice(lines) == []
  end

  # What is said of a node, or of all members, is said again only when something else was said in between.
  defp twice(lines) do
    lines
    |> Enum.map(&(&1 |> String.split([" (", ": "]) |> Enum.take(2)))
    |> Enum.group_by(&subject/1)
    |> Enum.flat_map(fn {_subject, said} ->
      for [same, same] <- Enum.chunk_every(said, 2, 1, :discard), do: same
    end)
  end

  defp subject(["Node " <> _change, node]), do: node
  defp subject([what | _members]), do: what
end
