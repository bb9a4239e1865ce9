defmodule BeamCluster.Membership.SubscribersTest do
  use ExUnit.Case, async: false
  import ExUnit.CaptureLog

  alias BeamCluster.Facts
  alias BeamCluster.Membership.{OnChange, Subscribers}

  setup do: Facts.create()

  test "a subscribed process gets each event once" do
    BeamCluster.subscribe()
    BeamCluster.subscribe()
    Subscribers.notify({:joined, :a@b})
    assert_received {BeamCluster, {:joined, :a@b}}
    refute_received {BeamCluster, _}
    BeamCluster.unsubscribe()
    Subscribers.notify(:draining)
    refute_received {BeamCluster, _}
  end

  test "a dead subscriber is dropped" do
    {pid, ref} = spawn_monitor(fn -> BeamCluster.subscribe() end)
    assert_receive {:DOWN, ^ref, :process, ^pid, :normal}
    assert Facts.keys(:subscriber) == [pid]
    Subscribers.notify(:draining)
    assert Facts.keys(:subscriber) == []
  end

  defp start(function) do
    config = %{on_change: {__MODULE__, function, [self()]}}
    Facts.put(:on_change, config.on_change)
    start_supervised!({OnChange, config})
  end

  test ":on_change gets the event before its own arguments" do
    start(:forward)
    Subscribers.notify({:left, :a@b, :lost})
    assert_receive {:forwarded, {:left, :a@b, :lost}}
  end

  test ":on_change gets one event after the other, and those before a shutdown" do
    start(:wait)
    Subscribers.notify({:joined, :a@b})
    Subscribers.notify({:left, :a@b, :lost})
    Subscribers.notify(:draining)
    assert_receive {:waiting, {:joined, :a@b}, pid}
    refute_received {:waiting, _event, _pid}
    send(pid, :go_on)
    assert_receive {:waiting, {:left, :a@b, :lost}, ^pid}
    send(pid, :go_on)
    send(pid, :go_on)
    stop_supervised!(OnChange)
    assert_received {:waiting, :draining, ^pid}
  end

  test "an :on_change that fails, or links to a process that fails, is logged and harms no other" do
    pid = start(:fail)

    log =
      capture_log(fn ->
        Subscribers.notify(:draining)
        assert_receive {:failing, ^pid}
        Subscribers.notify({:joined, :a@b})
        assert_receive {:failing, ^pid}
        :sys.get_state(pid)
      end)

    assert log =~ "BeamCluster: :on_change failed for :draining"
  end

  test "an :on_change that its event kills goes on with those behind it" do
    pid = start(:die_of)
    ref = Process.monitor(pid)
    events = [:draining, {:joined, :deadly@b}, {:joined, :c@d}, {:left, :c@d, :lost}]
    :sys.suspend(pid)
    for event <- events, do: Subscribers.notify(event)
    :sys.resume(pid)
    assert_receive {:DOWN, ^ref, :process, ^pid, :killed}
    for event <- events, do: assert_receive({:told, ^event})
    refute_received {:told, _again}
  end

  def die_of(event, pid) do
    send(pid, {:told, event})
    if event == {:joined, :deadly@b}, do: Process.exit(self(), :kill)
  end

  def forward(event, pid), do: send(pid, {:forwarded, event})

  def wait(event, pid) do
    send(pid, {:waiting, event, self()})
    receive(do: (:go_on -> :ok))
  end

  def fail(_event, pid) do
    send(pid, {:failing, self()})
    spawn_link(fn -> exit(:on_purpose) end)
    raise "on purpose"
  end
end
