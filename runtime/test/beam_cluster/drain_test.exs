defmodule BeamCluster.DrainTest do
  use ExUnit.Case, async: false

  alias BeamCluster.{Drain, Facts}
  alias BeamCluster.Http.ProbeRoutes
  alias BeamCluster.Drain.Signal
  alias BeamCluster.Membership.Subscribers

  setup do: Facts.create()

  defp config(hooks),
    do: %{drain_timeout: 60_000, on_drain: hooks, handle_sigterm: false}

  test "readiness goes off, subscribers get the event, hooks run, once" do
    Subscribers.add(self())
    start_supervised!({Drain, config([{Kernel, :send, [self(), :hook]}])})
    assert {200, _, _} = ProbeRoutes.answer("/ready")
    assert BeamCluster.drain() == :ok
    assert BeamCluster.drain() == :ok
    assert {503, _, ~S({"status":"draining"})} = ProbeRoutes.answer("/ready")
    assert {200, _, _} = ProbeRoutes.answer("/health")
    assert_received {BeamCluster, :draining}
    assert_received :hook
    refute_received :hook
  end

  test "a supervisor that stops it may start it again, so that nothing is drained" do
    start_supervised!({Drain, config([{Kernel, :send, [self(), :hook]}])})
    stop_supervised!(Drain)
    assert {200, _, _} = ProbeRoutes.answer("/ready")
    refute_received :hook
  end

  def hold(test) do
    send(test, {:hook, self()})
    receive(do: (:go_on -> :ok))
  end

  test "a drain goes on when its process is killed, and whoever asks again waits for its end" do
    pid = start_supervised!({Drain, config([{__MODULE__, :hold, [self()]}])})
    first = Task.async(&BeamCluster.drain/0)
    assert_receive {:hook, hook}
    Process.exit(pid, :kill)
    again = Task.async(&BeamCluster.drain/0)
    refute Task.yield(again, 0) || Task.yield(first, 0)
    send(hook, :go_on)
    assert Task.await_many([first, again], :infinity) == [:ok, :ok]
    refute_received {:hook, _again}
  end

  test "with nothing running a drain is over at once" do
    assert BeamCluster.drain() == :ok
  end

  test "it takes the place of OTP's handler of signals and gives it back" do
    start_supervised!({Drain, %{config([]) | handle_sigterm: true}})
    assert Signal in :gen_event.which_handlers(:erl_signal_server)
    stop_supervised!(Drain)
    handlers = :gen_event.which_handlers(:erl_signal_server)
    assert :erl_signal_handler in handlers and Signal not in handlers
  end
end
