defmodule BeamCluster.Drain.Overrun do
  @moduledoc false
  # Logs that the VM still stops when its time is up: Kubernetes kills it a moment later, and a killed process logs nothing.

  require Logger

  @doc "Looks once, after `budget` milliseconds, in a process that outlives the runtime."
  @spec watch(budget :: non_neg_integer) :: pid
  def watch(budget) do
    spawn(fn ->
      Process.group_leader(self(), Process.whereis(:init))
      Process.sleep(budget)
      say(:init.get_status(), budget)
    end)
  end

  @doc "The line, where the VM stops; a drain without a stop (`BeamCluster.drain/0`) has no end."
  @spec say({atom, term}, budget :: non_neg_integer) :: :ok
  def say({:stopping, _progress}, budget) do
    Logger.warning(
      "BeamCluster: the VM has not stopped within the #{div(budget, 1000)} s that it has for it, and Kubernetes kills it soon. " <>
        "Look at what stops slowly: children with a long :shutdown, and terminate/2 that waits. More time needs a larger " <>
        "CLUSTER_DRAIN_SECONDS, and a larger terminationGracePeriodSeconds with it"
    )
  end

  def say(_running, _budget), do: :ok
end
