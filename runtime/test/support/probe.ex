defmodule BeamCluster.Test.Probe do
  @moduledoc "What the distributed tests ask of a node; called there."

  alias BeamCluster.Facts
  alias BeamCluster.Test.Nodes

  @doc "How many questions were asked of DNS."
  def asked, do: total(:dns_queries)

  @doc "How many dials have ended."
  def dialled, do: total(:dials)

  @doc "Whether more questions were asked than `before`."
  def asked_more?(before), do: asked() > before

  @doc "Whether `/health` names this error of DNS."
  def dns_error?(error), do: BeamCluster.health().dns.error == error

  @doc "Whether the causes of the missing peers are these, sorted."
  def causes?(causes), do: Enum.sort(Enum.map(BeamCluster.health().missing, & &1.cause)) == causes

  @doc "Kills a registered process and waits until it is back, so many times."
  def kill(_name, 0), do: :ok

  def kill(name, times) do
    pid = Process.whereis(name)
    ref = Process.monitor(pid)
    Process.exit(pid, :kill)
    receive(do: ({:DOWN, ^ref, :process, ^pid, _reason} -> :ok))
    :ok = Nodes.wait_until(Process, :whereis, [name])
    kill(name, times - 1)
  end

  defp total(name),
    do: for({^name, _labels, count} <- Facts.counters(), reduce: 0, do: (sum -> sum + count))
end
