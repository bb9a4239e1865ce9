Code.require_file("support/attack.exs", __DIR__)
Code.require_file("support/messages.exs", __DIR__)

defmodule BeamCluster.Attacks.MessagesTest do
  use ExUnit.Case, async: true

  alias BeamCluster.Attack
  alias BeamCluster.Attack.Messages
  alias BeamCluster.Test.{Lines, Nodes, Probe, Random, Shop}

  @moduletag timeout: 180_000
  @options [http_port: 0, http_ip: "127.0.0.1", on_change: {Function, :identity, []}]
  # Of one bad peer, with each seed.
  @messages 100

  setup do
    # One more than is started: it comes when all is over.
    ips = for n <- 1..4, do: {127, 212, 7, n}
    world = Nodes.world(ips)
    nodes = [node | others] = for ip <- Enum.take(ips, 3), do: Nodes.start(world, ip, @options)

    for each <- nodes do
      assert Nodes.connected(each, nodes -- [each]) == :ok
      assert Nodes.call(each, Nodes, :wait_until, [Probe, :members_known?, []]) == :ok
    end

    :ok = Nodes.call(node, Lines, :keep, [])
    {:ok, world: world, node: node, others: others, newcomer: List.last(ips)}
  end

  test "whatever a peer sends to whom: each process goes on, and the node is ready, a member, and finds newcomers",
       %{world: world, node: node, others: [bad, good] = others, newcomer: ip} do
    children = Nodes.call(node, Probe, :children, [])
    {names, _pids} = Enum.unzip(children)

    Attack.each(fn ->
      messages = for _ <- 1..@messages, do: Messages.any(names, [node.node, bad.node, good.node])
      :ok = Nodes.call(bad, Probe, :send_all, [node.node, messages])
      assert Nodes.call(node, Probe, :children, []) == children
    end)

    assert %{ready: true, draining: false} = Nodes.call(node, BeamCluster, :health, [])
    assert Nodes.connected(node, others) == :ok
    assert Nodes.call(node, Nodes, :wait_until, [Probe, :members_known?, []]) == :ok
    assert Nodes.call(node, Lines, :of_members, []) == []

    newcomer = Nodes.start(world, ip)
    assert Nodes.connected(newcomer, [node | others]) == :ok
    assert Nodes.connected(node, [newcomer | others]) == :ok
  end

  test "a peer that ends the supervisor of the runtime, again and again, ends nothing else",
       %{node: node, others: [bad | _] = others} do
    application = Nodes.call(node, Process, :whereis, [Shop])

    Attack.each(fn ->
      supervisor = Nodes.call(node, Process, :whereis, [BeamCluster.Supervisor])
      cast = {:"$gen_cast", Random.one_of([:unknown, {:try_again_restart, :unknown, 1}, 2 ** 70])}
      :ok = Nodes.call(bad, Probe, :send_all, [node.node, [{BeamCluster.Supervisor, cast}]])
      again = [Probe, :restarted?, [BeamCluster.Supervisor, supervisor]]
      assert Nodes.call(node, Nodes, :wait_until, again) == :ok
      assert Nodes.call(node, BeamCluster, :ready?, [])
    end)

    assert Nodes.call(node, Process, :whereis, [Shop]) == application
    assert Nodes.connected(node, others) == :ok
    assert %{ready: true, draining: false} = Nodes.call(node, BeamCluster, :health, [])
    assert Nodes.call(node, Lines, :of_members, []) == []
  end
end
