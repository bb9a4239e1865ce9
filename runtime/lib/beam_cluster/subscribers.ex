defmodule BeamCluster.Subscribers do
  @moduledoc """
  Who wants to know of changes: processes get messages, the `:on_change` function is called.

  The subscriptions lie in the facts, so that they survive a restart of the monitor.
  """

  require Logger

  alias BeamCluster.Facts

  @doc "Subscribes a process; twice is once. Dead ones are dropped at the next change."
  def add(pid), do: Facts.put({:subscriber, pid}, true)

  @doc "Ends a subscription."
  def remove(pid), do: Facts.delete({:subscriber, pid})

  @doc "Sends `{BeamCluster, event}` to all and calls `:on_change` in a process of its own."
  def notify(event) do
    for pid <- Facts.keys(:subscriber) do
      if Process.alive?(pid), do: send(pid, {BeamCluster, event}), else: remove(pid)
    end

    case Facts.get(:on_change) do
      {module, function, args} -> spawn(fn -> call(module, function, [event | args]) end)
      nil -> :ok
    end

    :ok
  end

  defp call(module, function, [event | _] = args) do
    apply(module, function, args)
  catch
    kind, reason ->
      Logger.error(
        "BeamCluster: :on_change failed for #{inspect(event)}: " <>
          Exception.format(kind, reason, __STACKTRACE__)
      )
  end
end
