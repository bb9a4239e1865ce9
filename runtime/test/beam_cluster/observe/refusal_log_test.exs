defmodule BeamCluster.Observe.RefusalLogTest do
  use ExUnit.Case, async: false
  import ExUnit.CaptureLog

  alias BeamCluster.Facts
  alias BeamCluster.Discovery.Report
  alias BeamCluster.Observe.RefusalLog

  @line ~c"** Connection attempt from node ~w rejected. Invalid challenge reply. **~n"

  setup do
    Facts.create()
    RefusalLog.install()
    on_exit(fn -> :logger.remove_primary_filter(RefusalLog) end)
  end

  defp attempt(node), do: :error_logger.error_msg(@line, [node])
  defp lines(log), do: log |> String.split("\n") |> Enum.filter(&(&1 =~ "different cookies"))

  test "of the VM's lines one a minute and peer passes, with the remedy" do
    log =
      capture_log(fn ->
        for _ <- 1..20, node <- [:"a@10.0.0.1", :"a@10.0.0.2"], do: attempt(node)
      end)

    assert [_, _] = lines(log)

    assert log =~
             "BeamCluster: a connection with a@10.0.0.1 was refused. The two nodes have different cookies"

    for line <- lines(log), do: assert(line =~ "; restart the pods, so that all have the same")

    refute log =~ "Invalid challenge"
  end

  test "a refused dial counts as the same line" do
    log =
      capture_log(fn ->
        RefusalLog.refused_by(:"a@10.0.0.1")
        attempt(:"a@10.0.0.1")
        RefusalLog.refused_by(:"a@10.0.0.1")
      end)

    assert [_] = lines(log)
  end

  test "a dial that is refused once, when both dial at one moment, says nothing of cookies" do
    refused = fn before? -> Report.dialled(:"a@10.0.0.1", :refused, before?) end
    assert [] = lines(capture_log(fn -> refused.(false) end))
    assert [_] = lines(capture_log(fn -> refused.(true) end))
  end

  test "after a minute the next one passes" do
    assert [_] = lines(capture_log(fn -> attempt(:"a@10.0.0.1") end))
    assert [] = lines(capture_log(fn -> attempt(:"a@10.0.0.1") end))
    let_a_minute_pass()
    assert [_] = lines(capture_log(fn -> attempt(:"a@10.0.0.1") end))
  end

  defp let_a_minute_pass,
    do: Facts.put(:refusals_since, System.monotonic_time(:millisecond) - 60_000)

  test "of many names ten are said in a minute, and how many attempts were left out, with nothing kept of them" do
    names = for n <- 1..1_000, do: :"invented#{n}@10.0.0.1"

    log =
      capture_log(fn ->
        names |> Enum.map(&Task.async(fn -> attempt(&1) end)) |> Task.await_many(:infinity)
        let_a_minute_pass()
        RefusalLog.end_period()
      end)

    assert length(lines(log)) == 11
    assert log =~ "BeamCluster: 990 refused connections with other nodes than those were left out"
    assert Facts.keys(:refusal_logged) == []
    assert lines(capture_log(fn -> RefusalLog.end_period() end)) == []
    assert [_] = lines(capture_log(fn -> attempt(hd(names)) end))
    assert Facts.keys(:refusal_logged) == [hd(names)]
  end

  test "a name that a terminal would obey is escaped, and one that is no name does not end the filter" do
    log =
      capture_log(fn ->
        attempt(:"\e[2Jevil\n@10.0.0.1")
        attempt({10, 0, 0, 1})
        attempt(:"a@10.0.0.2")
      end)

    assert length(lines(log)) == 3
    assert log =~ ~S(a connection with :"\e[2Jevil\n@10.0.0.1" was refused)
    assert log =~ "a connection with {10, 0, 0, 1} was refused"
  end

  test "what a node lacks that may not connect is said as the VM says it, and counts" do
    lacks = ~c"** ~w: Connection attempt ~s node ~w ~s since it cannot handle ~p.**~n"

    log =
      capture_log(fn ->
        for n <- 1..20,
            do: :error_logger.error_msg(lacks, [node(), "from", :"a@10.0.0.#{n}", "rejected", []])
      end)

    assert log |> String.split("since it cannot handle") |> length() == 10 + 1
    refute log =~ "cookies"
  end

  test "other events pass as they are" do
    log = capture_log(fn -> :error_logger.error_msg(~c"** Something else ~w", [:"a@10.0.0.1"]) end)
    assert log =~ "** Something else"
  end
end
