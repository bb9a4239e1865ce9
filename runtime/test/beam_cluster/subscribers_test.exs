defmodule BeamCluster.SubscribersTest do
  use ExUnit.Case, async: false
  import ExUnit.CaptureLog

  alias BeamCluster.{Facts, Subscribers}

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

  test ":on_change gets the event before its own arguments" do
    Facts.put(:on_change, {__MODULE__, :forward, [self()]})
    Subscribers.notify({:left, :a@b, :lost})
    assert_receive {:forwarded, {:left, :a@b, :lost}}
  end

  test "an :on_change that fails is logged and hurts nobody" do
    Facts.put(:on_change, {__MODULE__, :fail, [self()]})

    log =
      capture_log(fn ->
        Subscribers.notify(:draining)
        assert_receive {:failing, pid}
        ref = Process.monitor(pid)
        assert_receive {:DOWN, ^ref, :process, ^pid, _reason}
      end)

    assert log =~ "BeamCluster: :on_change failed for :draining"
  end

  def forward(event, pid), do: send(pid, {:forwarded, event})

  def fail(_event, pid) do
    send(pid, {:failing, self()})
    raise "on purpose"
  end
end
