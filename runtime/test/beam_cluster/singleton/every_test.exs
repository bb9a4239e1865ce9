defmodule BeamCluster.Singleton.EveryTest do
  use ExUnit.Case, async: true

  doctest BeamCluster.Singleton.Every.Schedule

  import ExUnit.CaptureLog

  alias BeamCluster.Singleton
  alias BeamCluster.Singleton.Every
  alias BeamCluster.Singleton.Every.Schedule
  alias BeamCluster.Test.Random

  def tell(pid, takes \\ 0) do
    send(pid, {:begins, self(), System.system_time(:millisecond)})
    Process.sleep(takes)
    send(pid, :ends)
  end

  def fail(pid) do
    send(pid, :failing)
    raise "the price is missing"
  end

  defp start(name, options),
    do: start_supervised!({Every, [name: Module.concat(__MODULE__, name)] ++ options})

  test "it runs once in each interval" do
    start(Ticks, every: 100, run: {__MODULE__, :tell, [self()]})

    intervals =
      for _ <- 1..5 do
        assert_receive {:begins, _pid, at}
        div(at + 10, 100)
      end

    assert Enum.uniq(intervals) == intervals
  end

  test "runs never overlap, also where they take longer than the interval" do
    start(Slow, every: 100, run: {__MODULE__, :tell, [self(), 250]})

    for _ <- 1..3 do
      assert_receive {:begins, _pid, _at}
      assert_receive message when message == :ends or elem(message, 0) == :begins
      assert message == :ends
    end
  end

  test "a run that fails is logged, and the next one comes" do
    log =
      capture_log(fn ->
        start(Failing, every: 100, run: {__MODULE__, :fail, [self()]})
        for _ <- 1..2, do: assert_receive(:failing)
      end)

    assert log =~ "a run failed" and log =~ "the price is missing"
  end

  test "a run ends before the node leaves, and no other begins" do
    start(Leaving, every: 100, run: {__MODULE__, :tell, [self(), 200]})
    assert_receive {:begins, _pid, _at}
    Singleton.Instance.drain(Module.concat(__MODULE__, Leaving))
    assert_received :ends
    refute_received {:begins, _pid, _at}
  end

  test "wrong options say what to do, all at once" do
    error = catch_error(Every.child_spec(name: X, every: 1, run: :now, missed: :twice, when: 1))

    for part <- ["unknown option :when", ":every must be", ":run must be", ":missed must be"],
        do: assert(Exception.message(error) =~ part)
  end

  test "no interval runs twice while the clock goes on, whoever runs it" do
    Random.each(200, fn ->
      every = Random.integer(100..5_000)
      missed = Random.one_of([:once, :skip])

      Enum.reduce(1..50, {nil, 1_000_000}, fn _, {last, wall} ->
        case Schedule.next(every, missed, last, wall) do
          {:run, interval} ->
            assert last == nil or interval > last
            {interval, wall + Random.integer(0..(2 * every))}

          {:wait, ms} ->
            wall = wall + ms - Random.integer(0..min(5, ms))
            interval = Schedule.begins(every, last, wall)
            assert interval == nil or last == nil or interval > last
            {interval || last, wall + Random.integer(0..every)}
        end
      end)
    end)
  end

  test "a clock that is set back does not stop it" do
    assert {:run, 5} = Schedule.next(1_000, :once, 3_600, 5_500)
    assert Schedule.begins(1_000, 3_600, 6_000) == 6
  end
end
