defmodule BeamCluster.SingletonTest do
  use ExUnit.Case, async: false

  import ExUnit.CaptureLog

  alias BeamCluster.{Facts, Health, Singleton}
  alias BeamCluster.Observe.Metrics
  alias BeamCluster.Singleton.View
  alias BeamCluster.Test.{Clerk, Nodes}

  defp start(child, more \\ []) do
    options = Keyword.merge([name: Clerk, child: {Clerk, [tell: self()] ++ child}], more)
    start_supervised!({Singleton, options})
  end

  defp started do
    assert_receive {:clerk, pid, :started}
    pid
  end

  defp eventually(function) do
    unless function.() do
      Process.sleep(20)
      eventually(function)
    end
  end

  test "where clustering is off, it runs here, and has the name" do
    start([])
    pid = started()
    eventually(fn -> Singleton.whereis(Clerk) == pid end)
    assert Singleton.owner(Clerk) == node()
    assert GenServer.call({:via, Singleton, Clerk}, :where) == %{node: node(), pid: pid}
    assert Singleton.register_name(Clerk, self()) == :no
  end

  test "its name may be that of the child" do
    start(name: Clerk)
    pid = started()
    assert Process.whereis(Clerk) == pid
  end

  test "wrong options and a missing singleton say what to do" do
    error = catch_error(Singleton.Settings.read!(name: "x", child: 7, on_minority: :maybe, a: 1))

    for part <- ["unknown option :a", ":name must be", ":child is no", ":on_minority must be"],
        do: assert(Exception.message(error) =~ part)

    without_start = fn -> Singleton.Settings.read!(name: X, child: %{id: 1}) end
    assert_raise ArgumentError, ~r/:child has no :start/, without_start
    assert_raise ArgumentError, ~r/:child is missing/, fn -> Singleton.Settings.read!(name: X) end
    assert_raise ArgumentError, ~r/is not started on this node/, fn -> Singleton.whereis(X) end
  end

  test "a child that ends is started again, and its new process is known" do
    start([])
    pid = started()
    Process.exit(pid, :kill)
    again = started()
    assert again != pid
    eventually(fn -> Singleton.whereis(Clerk) == again end)
  end

  test "a child that cannot start takes nothing down, and is tried again later" do
    log =
      capture_log(fn ->
        supervisor = start(fail: true)
        for _ <- 1..2, do: started()
        assert Process.alive?(supervisor)
        assert Singleton.whereis(Clerk) == nil
      end)

    assert log =~ "its child cannot run on this node, so another one takes over"
    assert log =~ "no_disk"
  end

  test "a name that another process has is no crash loop" do
    Process.register(self(), Clerk)
    supervisor = start(name: Clerk)
    table = View.table(Clerk)
    eventually(fn -> match?(%{failures: 1, owner: nil}, View.get(table, :report)) end)
    assert Process.alive?(supervisor)
  end

  test "a drain stops the child, and returns when it has stopped" do
    start(takes: 100)
    pid = started()
    Singleton.Instance.drain(Clerk)
    assert_received {:clerk, ^pid, :stopped}
    assert Singleton.owner(Clerk) == nil
  end

  test "a child that does not stop in its time is killed" do
    child = Supervisor.child_spec({Clerk, tell: self(), takes: 600_000}, shutdown: 50)
    start_supervised!({Singleton, name: Clerk, child: child})
    ref = Process.monitor(started())
    Singleton.Instance.drain(Clerk)
    assert_receive {:DOWN, ^ref, :process, _pid, :killed}
  end

  test "whichever of its processes dies, the child ends before another one starts" do
    start(takes: 50)
    table = View.table(Clerk)

    for victim <- [fn -> Process.whereis(table) end, fn -> View.get(table, :runner) end] do
      pid = started()
      Process.exit(victim.(), :kill)
      assert_receive {:clerk, ^pid, :stopped}
      refute_received {:clerk, _other, :started}
    end

    started()
  end

  test "it stops with its supervisor, in order" do
    start([])
    pid = started()
    stop_supervised!({Singleton, Clerk})
    assert_received {:clerk, ^pid, :stopped}
  end

  test "/health and /metrics tell the owner" do
    Facts.create()
    start([])
    started()
    eventually(fn -> Singleton.owner(Clerk) == node() end)
    assert [%{kind: :singleton, here: true, on_minority: :stop} = report] = Health.report().shared
    assert report.owner == node() and report.without_owner_seconds == nil and report.starts == 1
    name = inspect(Clerk)
    assert Metrics.text() =~ ~s(beam_cluster_singleton_here{name="#{name}"} 1)
    assert Metrics.text() =~ ~s(beam_cluster_singleton_starts_total{name="#{name}"} 1)
  end

  test "its processes ignore what they do not know" do
    start([])
    pid = started()
    table = View.table(Clerk)

    for process <- [Process.whereis(table), View.get(table, :runner), View.get(table, :keeper)],
        unknown <- [:unknown, {:local, :unknown}, {:stop, 7}, {:runs, 1, 2}, [1 | 2]] do
      send(process, unknown)
      send(process, {:"$gen_cast", unknown})
      send(process, {:"$gen_call", {self(), make_ref()}, {:request, unknown}})
    end

    :sys.get_state(table)
    :sys.get_state(View.get(table, :runner))
    assert GenServer.call({:via, Singleton, Clerk}, :where).pid == pid
  end

  @tag :distributed
  @tag timeout: 300_000
  test "of real nodes one owns, the last one; it moves in a leave and after a crash" do
    ips = for n <- 1..3, do: {127, 202, 8, n}
    world = Nodes.world(ips)

    options = fn mode ->
      child = Supervisor.child_spec({Clerk, []}, shutdown: 500)
      [children: [{Singleton, name: Clerk, child: child, on_minority: mode, takeover_after: 1_000}]]
    end

    nodes = for ip <- ips, do: Nodes.start(world, ip, options.(:stop))
    # Where one of them takes long to boot, the two others begin without it.
    assert Nodes.call(hd(nodes), Nodes, :wait_until, [Clerk, :owned?, [Clerk]]) == :ok
    owner = Nodes.call(hd(nodes), Singleton, :owner, [Clerk])
    owner = Enum.find(nodes, &(&1.node == owner))
    for node <- nodes, do: assert(owned_by(node, owner))

    # The successor is the node that started last.
    [first, second] = rest = nodes -- [owner]
    Nodes.call(owner, BeamCluster, :drain, [])
    for node <- rest, do: assert(owned_by(node, second))
    :ok = :peer.stop(owner.peer)
    ip = Enum.at(ips, Enum.find_index(nodes, &(&1 == owner)))
    third = Nodes.start(world, ip, options.(:stop))
    for node <- [third | rest], do: assert(owned_by(node, second))

    Process.unlink(second.peer)
    System.cmd("kill", ["-9", Nodes.call(second, System, :pid, [])])
    for node <- [first, third], do: assert(owned_by(node, third))
  end

  defp owned_by(node, owner),
    do: Nodes.call(node, Nodes, :wait_until, [Clerk, :owned_by?, [Clerk, owner.node]]) == :ok
end
