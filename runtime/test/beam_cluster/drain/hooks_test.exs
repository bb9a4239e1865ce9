defmodule BeamCluster.Drain.HooksTest do
  use ExUnit.Case, async: true
  import ExUnit.CaptureLog

  alias BeamCluster.Drain.Hooks

  doctest BeamCluster.Drain.Hooks

  test "hooks run side by side, and each outcome is told" do
    test = self()

    hooks = [
      {Process, :sleep, [:infinity]},
      {:erlang, :error, [:on_purpose]},
      {Kernel, :send, [test, :called]}
    ]

    log =
      capture_log(fn -> assert [{_, :killed}, {_, :failed}, {_, :ok}] = Hooks.run(hooks, 50) end)

    assert_received :called

    assert log =~
             "the :on_drain hook Process.sleep/1 was ended after 50 ms; more time needs a larger CLUSTER_DRAIN_SECONDS"

    assert log =~ "the :on_drain hook :erlang.error/1 failed"
  end

  test "no hook takes no time" do
    assert Hooks.run([], 10_000) == []
  end
end
