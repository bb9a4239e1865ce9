defmodule BeamCluster.RefusalLogTest do
  use ExUnit.Case, async: false
  import ExUnit.CaptureLog

  alias BeamCluster.{Facts, RefusalLog, Report}

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
        for _ <- 1..2, do: RefusalLog.refused_by(:"a@10.0.0.1")
        attempt(:"a@10.0.0.1")
        RefusalLog.refused_by(:"a@10.0.0.1")
      end)

    assert [_] = lines(log)
  end

  test "a dial that is refused once, when both dial at one moment, says nothing of cookies" do
    node = :"a@10.0.0.1"
    refused = fn -> Report.dialled(node, :refused, 1) end

    assert [] =
             lines(
               capture_log(fn ->
                 refused.()
                 Report.dialled(node, :connected, 1)
                 refused.()
               end)
             )

    assert [_] = lines(capture_log(refused))
  end

  test "after a minute the next one passes" do
    Facts.put({:refusal_logged, "a@10.0.0.1"}, System.monotonic_time(:millisecond) - 60_000)
    assert [_] = lines(capture_log(fn -> attempt(:"a@10.0.0.1") end))
  end

  test "other events pass as they are" do
    log = capture_log(fn -> :error_logger.error_msg(~c"** Something else ~w", [:"a@10.0.0.1"]) end)
    assert log =~ "** Something else"
  end
end
