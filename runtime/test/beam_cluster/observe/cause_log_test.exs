defmodule BeamCluster.Observe.CauseLogTest do
  use ExUnit.Case, async: false
  import ExUnit.CaptureLog

  alias BeamCluster.{Clock, Facts}
  alias BeamCluster.Discovery.Report
  alias BeamCluster.Observe.CauseLog

  @service {:a, "api-headless.prod.svc.cluster.local."}

  setup do
    Facts.create()
    Facts.put(:query, elem(@service, 1))
  end

  test "what discovery reports becomes a line, once, and one when it is over" do
    Report.resolved(@service, @service, {:error, :nxdomain, nil})
    later = Clock.now() + 11_000

    log =
      capture_log(fn ->
        CauseLog.look(later)
        CauseLog.look(later + 2_000)
      end)

    assert [_before, after_it] = String.split(log, "does not exist (NXDOMAIN)")
    assert after_it =~ "CLUSTER_SERVICE_NAME"

    Report.resolved(@service, @service, {:ok, %BeamCluster.Dns.Answer{addresses: [{10, 0, 0, 1}]}})
    assert capture_log(fn -> CauseLog.look(later + 4_000) end) =~ "DNS knows #{elem(@service, 1)}"
    assert capture_log(fn -> CauseLog.look(later + 6_000) end) == ""
  end

  test "a failure of another name than the service says nothing" do
    Report.resolved({:a, "other."}, @service, {:error, :nxdomain, nil})
    assert capture_log(fn -> CauseLog.look(Clock.now() + 60_000) end) == ""
  end

  test "a process that follows another one says nothing twice" do
    Report.resolved(@service, @service, {:error, :timeout, nil})
    look = fn -> CauseLog.look(Clock.now() + 11_000) end
    assert capture_log(look) =~ "does not answer"
    assert capture_log(fn -> Task.await(Task.async(look)) end) == ""
  end
end
