defmodule BeamCluster.Drain.OverrunTest do
  use ExUnit.Case, async: false
  import ExUnit.CaptureLog

  alias BeamCluster.Drain.Overrun

  test "a VM that still stops when its time is up says so, with what to change" do
    log = capture_log(fn -> Overrun.say({:stopping, :stopping}, 20_000) end)
    assert log =~ "the VM has not stopped within the 20 s"

    for word <- [":shutdown", "CLUSTER_DRAIN_SECONDS", "terminationGracePeriodSeconds"],
        do: assert(log =~ word)
  end

  test "a drain without a stop has no end" do
    assert capture_log(fn -> Overrun.say({:started, :started}, 20_000) end) == ""
  end
end
