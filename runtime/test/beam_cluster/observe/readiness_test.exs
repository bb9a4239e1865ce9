defmodule BeamCluster.Observe.ReadinessTest do
  use ExUnit.Case, async: false

  alias BeamCluster.Facts
  alias BeamCluster.Observe.Readiness

  setup do
    Facts.create()
    Facts.put(:enabled, true)
    Facts.put(:ready_grace, 60_000)
    Facts.put(:started_at, System.monotonic_time(:millisecond))
  end

  test "a node that knows nothing yet waits" do
    assert Readiness.state() == :waiting
  end

  test "a node that is the only one in the answer is ready" do
    Facts.put(:view, %{settled: true, missing: []})
    assert Readiness.state() == :ready
    assert Facts.get(:ready) == :alone
  end

  test "a node whose every peer is dead does not count as the only one" do
    Facts.put(:view, %{settled: true, missing: [{{10, 0, 0, 1}, :unreachable, 0}]})
    assert Readiness.state() == :waiting
  end

  test "the grace ends the wait" do
    Facts.put(:started_at, System.monotonic_time(:millisecond) - 60_000)
    assert Readiness.state() == :ready
    assert Facts.get(:ready) == :grace
  end

  test "once ready it stays so, whatever happens to the peers" do
    Facts.put(:view, %{settled: true, missing: []})
    assert Readiness.state() == :ready
    Facts.put(:view, %{settled: false, missing: [{{10, 0, 0, 1}, :unreachable, 0}]})
    assert Readiness.state() == :ready
  end

  test "a draining node is not ready" do
    Facts.put(:view, %{settled: true, missing: []})
    assert Readiness.state() == :ready
    Facts.put(:draining, 0)
    assert Readiness.state() == :draining
  end

  test "a single node is ready at once" do
    Facts.put(:enabled, false)
    assert Readiness.state() == :ready
  end
end
