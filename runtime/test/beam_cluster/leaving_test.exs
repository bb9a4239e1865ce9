defmodule BeamCluster.LeavingTest do
  use ExUnit.Case, async: true

  alias BeamCluster.Test.{Lines, Nodes, Probe, Shop}

  @moduletag :distributed
  @moduletag timeout: 180_000
  @moduletag :tmp_dir

  # Two nodes, of which the second writes a file when it drains.
  setup %{tmp_dir: folder} do
    hook = Path.join(folder, "drained")
    options = [on_drain: [{File, :write!, [hook, "once", [:append]]}], handle_sigterm: false]
    # Addresses that only this test uses, so that tests and worlds may run side by side.
    {third, fourth} = {:rand.uniform(200), :rand.uniform(200)}
    ips = [one, two] = for n <- 1..2, do: {127, third, fourth, n}
    world = Nodes.world(ips)
    a = Nodes.start(world, one)
    b = Nodes.start(world, two, options)

    for {node, other} <- [{a, b}, {b, a}] do
      assert Nodes.connected(node, [other]) == :ok
      assert Nodes.call(node, Nodes, :wait_until, [Probe, :members_known?, []]) == :ok
    end

    :ok = Nodes.call(a, Nodes, :record, [])
    :ok = Nodes.call(b, Lines, :keep, [])
    Process.unlink(b.peer)
    {:ok, a: a, b: b, hook: hook}
  end

  defp halt(node), do: :peer.cast(node.peer, :erlang, :halt, [1])

  for {what, {module, function, args}} <- [
        {"that its supervisor restarts", {Shop, :restart, []}},
        {"that is killed", {Probe, :kill, [BeamCluster.Supervisor, 3]}}
      ] do
    test "a runtime #{what} has not left: no hook, no line twice, ready, and lost when it is killed later",
         %{a: a, b: b, hook: hook} do
      assert Nodes.call(b, unquote(module), unquote(function), unquote(args)) == :ok
      assert %{ready: true, draining: false} = Nodes.call(b, BeamCluster, :health, [])
      assert Nodes.call(b, Lines, :of_members, []) == []
      refute File.exists?(hook)
      halt(b)
      assert Nodes.left(a, b) == :lost
    end

    test "a subscription outlives a runtime #{what}", %{a: a, b: b} do
      :ok = Nodes.call(b, Nodes, :record, [])
      assert Nodes.call(b, unquote(module), unquote(function), unquote(args)) == :ok
      halt(a)
      assert Nodes.left(b, a) == :lost
    end
  end

  test "a node that drains goes on to, whatever restarts its runtime", %{a: a, b: b, hook: hook} do
    :ok = Nodes.call(b, BeamCluster, :drain, [])
    :ok = Nodes.call(b, Shop, :restart, [])
    assert %{ready: false, draining: true} = Nodes.call(b, BeamCluster, :health, [])
    halt(b)
    assert Nodes.left(a, b) == :left
    assert File.read!(hook) == "once"
  end

  test "an application that is stopped leaves", %{a: a, b: b, hook: hook} do
    :ok = Nodes.call(b, Application, :stop, [:shop])
    assert Nodes.call(a, Nodes, :wait_until, [Probe, :said_to_leave?, [b.node]]) == :ok
    # And nothing of it is left.
    assert Nodes.call(b, Nodes, :wait_until, [Probe, :off?, []]) == :ok
    assert File.read!(hook) == "once"
    halt(b)
    assert Nodes.left(a, b) == :left
  end

  test "an application that is stopped and started again is here", %{a: a, b: b} do
    :ok = Nodes.call(b, Application, :stop, [:shop])
    {:ok, _started} = Nodes.call(b, Application, :ensure_all_started, [:shop])
    assert Nodes.call(b, Nodes, :wait_until, [BeamCluster, :ready?, []]) == :ok
    assert Nodes.call(b, Nodes, :wait_until, [Probe, :members_known?, []]) == :ok
    assert %{draining: false, node_count: 2} = Nodes.call(b, BeamCluster, :health, [])
    halt(b)
    assert Nodes.left(a, b) == :lost
  end

  test "whoever kills what holds the facts makes the runtime start anew", %{a: a, b: b} do
    :ok = Nodes.call(b, Probe, :kill_holder, [])
    assert Nodes.call(b, Nodes, :wait_until, [Probe, :members_known?, []]) == :ok
    assert %{enabled: true, ready: true, draining: false} = Nodes.call(b, BeamCluster, :health, [])
    assert Nodes.connected(b, [a]) == :ok
  end

  test "an application that crashes is lost when its VM is", %{a: a, b: b, hook: hook} do
    :ok = Nodes.call(b, Shop, :crash, [])
    halt(b)
    assert Nodes.left(a, b) == :lost
    refute File.exists?(hook)
  end

  test "a VM that stops leaves, and its hooks are run before it ends", %{a: a, b: b, hook: hook} do
    :peer.cast(b.peer, :init, :stop, [])
    assert Nodes.left(a, b) == :left
    assert File.read!(hook) == "once"
  end
end
