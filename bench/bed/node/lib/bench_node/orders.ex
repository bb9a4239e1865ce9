defmodule BenchNode.Orders do
  @moduledoc """
  What the bench says over standard input, one order a line; answers go over standard output.

      expect 9                          how many connections are a full mesh
      start 1700000000000 ours          at this moment of the machine's clock start this discovery
      measure                           tell the memory and the processor time that this VM has used
      lost                              tell how many connections were lost
  """

  alias BenchNode.{Contender, Recorder}

  def obey do
    IO.puts("booted")
    Enum.each(IO.stream(:stdio, :line), &(&1 |> String.trim() |> order()))
  end

  defp order("expect " <> count), do: Recorder.expect(String.to_integer(count))

  defp order("start " <> rest) do
    [at, contender] = String.split(rest, " ", parts: 2)
    Process.sleep(max(String.to_integer(at) - System.os_time(:millisecond), 0))
    IO.puts("started #{System.os_time(:microsecond)}")
    :ok = Contender.start(contender)
  end

  defp order("measure") do
    {runtime_ms, _since_last} = :erlang.statistics(:runtime)
    IO.puts("measured #{resident_kb()} #{runtime_ms}")
  end

  defp order("lost"), do: IO.puts("lost #{Recorder.lost()}")

  defp resident_kb do
    [_, kb] = Regex.run(~r/^VmRSS:\s+(\d+) kB$/m, File.read!("/proc/self/status"))
    kb
  end
end
