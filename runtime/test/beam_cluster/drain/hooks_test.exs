defmodule BeamCluster.Drain.HooksTest do
  use ExUnit.Case, async: true
  import ExUnit.CaptureLog

  alias BeamCluster.Drain.Hooks

  doctest BeamCluster.Drain.Hooks

  # No hook comes to its budget by a busy machine.
  @budget_ms 60_000

  def meet(test) do
    send(test, {:here, self()})
    receive(do: (:go_on -> :ok))
  end

  test "hooks run side by side" do
    hook = {__MODULE__, :meet, [self()]}
    run = Task.async(fn -> Hooks.run([hook, hook], @budget_ms) end)
    assert_receive {:here, one}
    assert_receive {:here, other}
    for pid <- [one, other], do: send(pid, :go_on)
    assert Task.await(run, :infinity) == [{hook, :ok}, {hook, :ok}]
  end

  test "a hook that fails is logged, and the others run" do
    hooks = [{:erlang, :exit, [:on_purpose]}, {Kernel, :send, [self(), :called]}]
    log = capture_log(fn -> assert [{_, :failed}, {_, :ok}] = Hooks.run(hooks, @budget_ms) end)
    assert_received :called
    assert log =~ "the :on_drain hook :erlang.exit/1 failed"
  end

  test "a hook that does not return is ended after the budget" do
    hook = {Process, :sleep, [:infinity]}
    log = capture_log(fn -> assert Hooks.run([hook], 50) == [{hook, :killed}] end)

    assert log =~
             "the :on_drain hook Process.sleep/1 was ended after 50 ms; more time needs a larger CLUSTER_DRAIN_SECONDS"
  end

  test "no hook takes no time" do
    assert Hooks.run([], 10_000) == []
  end
end
