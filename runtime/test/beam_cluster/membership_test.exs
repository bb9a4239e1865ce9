defmodule BeamCluster.MembershipTest do
  use ExUnit.Case, async: false
  import ExUnit.CaptureLog

  alias BeamCluster.{Clock, Facts, Membership, Wire}
  alias BeamCluster.Membership.{Debounce, Subscribers}

  @peer :"rsolv_api@10.0.1.6"

  setup do
    Facts.create()
    Subscribers.add(self())
    {:ok, config: %{drain_timeout: 1_000, connect_timeout: 1_000}}
  end

  defp start(config) do
    watch = fn -> :vm end
    start_supervised!(%{id: Membership, start: {Membership, :start_link, [config, watch]}})
  end

  # As the VM says it.
  defp vm(pid, message), do: send(pid, {:vm, message})

  # Hands over messages at one moment, however busy the machine is.
  defp at_once(pid, send_all) do
    :sys.suspend(pid)
    send_all.()
    :sys.resume(pid)
  end

  defp wait(pid), do: :sys.get_state(pid)

  # Waits for the end of a burst of changes, and for the line of members behind it.
  defp settle(pid) do
    if Debounce.empty?(wait(pid).debounce), do: wait(pid), else: settle(pid)
  end

  test "logs a join and the members, once", %{config: config} do
    log =
      capture_log(fn ->
        pid = start(config)
        vm(pid, {:nodeup, @peer, %{}})
        vm(pid, {:nodeup, @peer, %{}})
        assert_receive {BeamCluster, {:joined, @peer}}
        vm(pid, {:nodeup, @peer, %{}})
        settle(pid)
      end)

    assert [_, _] = String.split(log, "Node connected to cluster: rsolv_api@10.0.1.6")
    assert [_, _] = String.split(log, "Current cluster members: nonode@nohost, rsolv_api@10.0.1.6")
    refute_received {BeamCluster, _}
  end

  test "tells of a burst of joins in its order, and sums it up by one line of members", %{
    config: config
  } do
    log =
      capture_log(fn ->
        pid = start(config)
        burst = for n <- 2..9, do: {:nodeup, :"rsolv_api@10.0.1.#{n}", %{}}
        at_once(pid, fn -> Enum.each(burst, &vm(pid, &1)) end)
        settle(pid)
      end)

    assert Regex.scan(~r/Node connected to cluster: rsolv_api@10.0.1.(\d)/, log, capture: [1]) ==
             for(n <- 2..9, do: ["#{n}"])

    assert length(String.split(log, "Current cluster members")) == 2
  end

  test "a node that said so has left", %{config: config} do
    log =
      capture_log(fn ->
        pid = start(config)
        vm(pid, {:nodeup, @peer, %{}})
        GenServer.cast(pid, {:leaving, @peer, 60_000})
        vm(pid, {:nodedown, @peer, %{nodedown_reason: :connection_closed}})
        settle(pid)
      end)

    assert log =~ "Node disconnected from cluster: rsolv_api@10.0.1.6 (left)"
    assert_received {BeamCluster, {:left, @peer, :left}}
  end

  test "a node that is met in its last moment has left, by the word of a peer that comes later",
       %{config: config} do
    log =
      capture_log(fn ->
        pid = start(config)

        at_once(pid, fn ->
          vm(pid, {:nodeup, @peer, %{}})
          vm(pid, {:nodedown, @peer, %{nodedown_reason: :connection_closed}})
          vm(pid, {:nodeup, :"rsolv_api@10.0.1.7", %{}})
          GenServer.cast(pid, {:leaving, @peer, 60_000})
        end)

        assert_receive {BeamCluster, {:joined, :"rsolv_api@10.0.1.7"}}
      end)

    assert log =~ "Node disconnected from cluster: rsolv_api@10.0.1.6 (left)"
    assert_received {BeamCluster, {:joined, @peer}}
    assert_received {BeamCluster, {:left, @peer, :left}}
  end

  test "a node that connects to a peer that is leaving waits for its announcement when it has no other peer",
       %{config: config} do
    log =
      capture_log(fn ->
        pid = start(config)
        vm(pid, {:nodeup, @peer, %{}})
        assert_receive {BeamCluster, {:joined, @peer}}
        # Its last moment lasts, however busy the machine is.
        :sys.replace_state(pid, &%{&1 | met: [{@peer, Clock.now() + 60_000}]})
        :erlang.trace(pid, true, [:receive])
        vm(pid, {:nodedown, @peer, %{nodedown_reason: :connection_closed}})
        # The debounce has run out once, and the change waits on.
        assert_receive {:trace, ^pid, :receive, :debounce}
        GenServer.cast(pid, {:leaving, @peer, 60_000})
        assert_receive {BeamCluster, {:left, @peer, :left}}
      end)

    assert log =~ "Node disconnected from cluster: rsolv_api@10.0.1.6 (left)"
    refute log =~ "lost"
  end

  test "a node that is gone for a moment only was lost all the same", %{config: config} do
    capture_log(fn ->
      pid = start(config)
      vm(pid, {:nodeup, @peer, %{}})
      vm(pid, {:nodedown, @peer, %{nodedown_reason: :connection_closed}})
      vm(pid, {:nodeup, @peer, %{}})
      settle(pid)
    end)

    assert [{@peer, :joined, _}, {@peer, :lost, _}, {@peer, :joined, _}] = Facts.get(:changes)
  end

  test "any other that is gone is lost, with the reason", %{config: config} do
    reasons = [
      {:net_tick_timeout, "lost: no sign of life for net_ticktime"},
      {:connection_closed, "lost: connection closed"},
      {:disconnect, "lost: disconnected by this node"},
      {{:shutdown, :odd}, "lost: {:shutdown, :odd}"}
    ]

    pid = start(config)

    for {reason, text} <- reasons do
      log =
        capture_log(fn ->
          vm(pid, {:nodeup, @peer, %{}})
          vm(pid, {:nodedown, @peer, %{nodedown_reason: reason}})
          settle(pid)
        end)

      assert log =~ "Node disconnected from cluster: rsolv_api@10.0.1.6 (#{text})"
      assert_received {BeamCluster, {:left, @peer, :lost}}
    end

    assert {:leaves, [reason: :lost], 4} in Facts.counters()
    assert [{@peer, :lost, _at}, {@peer, :joined, _before} | _more] = Facts.get(:changes)
  end

  test "keeps the last ten changes, the newest first", %{config: config} do
    capture_log(fn ->
      pid = start(config)
      for n <- 1..12, do: vm(pid, {:nodeup, :"rsolv_api@10.0.1.#{n}", %{}})
      GenServer.cast(pid, {:leaving, :"rsolv_api@10.0.1.12", 60_000})
      vm(pid, {:nodedown, :"rsolv_api@10.0.1.12", %{nodedown_reason: :connection_closed}})
      settle(pid)
    end)

    assert [{:"rsolv_api@10.0.1.12", :left, _at} | joined] = Facts.get(:changes)

    assert for({node, :joined, _at} <- joined, do: node) ==
             for(n <- 12..4//-1, do: :"rsolv_api@10.0.1.#{n}")
  end

  test "what changed while it was down is reported when it is back", %{config: config} do
    Facts.put(:members, [@peer])
    log = capture_log(fn -> wait(start(config)) end)
    assert log =~ "Node disconnected from cluster: rsolv_api@10.0.1.6 (lost)"
  end

  # As a handler of log events, which runs in the process that logs: ends it at these lines, behind them.
  def log(%{msg: {:string, text}}, %{config: %{test: test, deadly: deadly}}) do
    text = to_string(text)
    send(test, {:line, text})
    if String.contains?(text, deadly), do: Process.exit(self(), :kill)
  end

  def log(_report, _config), do: :ok

  defp kill_at(deadly) do
    config = %{config: %{test: self(), deadly: deadly}}
    :ok = :logger.add_handler(__MODULE__, __MODULE__, config)
    on_exit(fn -> :logger.remove_handler(__MODULE__) end)
  end

  for deadly <- ["Node connected", "Node disconnected", "Current cluster members"] do
    test "when it dies at the line #{deadly}, the next one does not repeat the line, and tells the rest",
         %{config: config} do
      pid = start(config)
      kill_at(unquote(deadly))
      vm(pid, {:nodeup, @peer, %{}})
      assert_receive {BeamCluster, {:joined, @peer}}
      assert_receive {:line, "Current cluster members: nonode@nohost, rsolv_api@10.0.1.6"}
      # One that was started anew finds by itself that the peer is gone.
      vm(pid, {:nodedown, @peer, %{nodedown_reason: :connection_closed}})
      assert_receive {BeamCluster, {:left, @peer, :lost}}
      assert_receive {:line, "Current cluster members: nonode@nohost"}

      assert_received {:line, "Node connected" <> _}
      assert_received {:line, "Node disconnected" <> _}
      refute_received {:line, "Node connected" <> _}
      refute_received {:line, "Current" <> _}
      refute_received {BeamCluster, _again}
    end
  end

  test "an announcement that has expired is void", %{config: config} do
    pid = start(config)

    log =
      capture_log(fn ->
        vm(pid, {:nodeup, @peer, %{}})
        assert_receive {BeamCluster, {:joined, @peer}}
        GenServer.cast(pid, {:leaving, @peer, 1})
        Process.sleep(2)
        vm(pid, {:nodedown, @peer, %{nodedown_reason: :connection_closed}})
        assert_receive {BeamCluster, {:left, @peer, :lost}}
      end)

    assert log =~ "(lost: connection closed)"
  end

  for word <- [:leaving?, :staying] do
    test "an announcement of a node that says #{inspect(word)} afterwards is void", %{
      config: config
    } do
      pid = start(config)
      vm(pid, {:nodeup, @peer, %{}})
      assert_receive {BeamCluster, {:joined, @peer}}
      GenServer.cast(pid, {:leaving, @peer, 60_000})
      GenServer.cast(pid, {unquote(word), @peer})
      vm(pid, {:nodedown, @peer, %{nodedown_reason: :connection_closed}})
      assert_receive {BeamCluster, {:left, @peer, :lost}}
    end
  end

  test "only the VM says which nodes are connected", %{config: config} do
    pid = start(config)
    vm(pid, {:nodeup, @peer, %{}})
    assert_receive {BeamCluster, {:joined, @peer}}
    send(pid, {:nodedown, @peer, %{}})
    send(pid, {make_ref(), {:nodedown, @peer, %{}}})
    send(pid, {:nodeup, :"rsolv_api@10.0.1.7", %{}})
    settle(pid)
    assert Facts.get(:members) == [@peer]
    refute_received {BeamCluster, _change}
  end

  test "feeds discovery in the order in which things happened, and says when no node has joined for a moment",
       %{
         config: config
       } do
    Process.register(self(), Wire.name(:discovery))
    pid = start(config)
    vm(pid, {:nodeup, @peer, %{}})
    GenServer.cast(pid, {:leaving, @peer, 60_000})
    assert_receive {BeamCluster, {:joined, @peer}}
    vm(pid, {:nodedown, @peer, %{nodedown_reason: :connection_closed}})
    assert_receive {BeamCluster, {:left, @peer, :left}}
    {:messages, messages} = Process.info(self(), :messages)
    fed = for {:"$gen_cast", {:feed, event}} <- messages, do: event

    assert fed == [
             :sync,
             {:up, @peer},
             {:leaving, @peer},
             :quiet,
             {:down, @peer},
             {:leaving, @peer}
           ]
  end

  test "messages of a newer version are ignored", %{config: config} do
    pid = start(config)
    GenServer.cast(pid, {:leaving, @peer, 1_000, :more})
    send(pid, :unknown)
    assert wait(pid)
  end
end
