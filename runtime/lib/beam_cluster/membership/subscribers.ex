defmodule BeamCluster.Membership.Subscribers do
  @moduledoc false
  # Gives changes to those that want them: processes get messages, and the `:on_change` function is called.
  #
  # The subscriptions are facts, so they survive a restart of the membership.

  alias BeamCluster.Facts
  alias BeamCluster.Membership.OnChange

  @doc "Subscribes a process; twice is once. Dead ones are dropped at the next change."
  def add(pid), do: Facts.put({:subscriber, pid}, true)

  @doc "Ends a subscription."
  def remove(pid), do: Facts.delete({:subscriber, pid})

  @doc "Sends `{BeamCluster, event}` to all and has `:on_change` called."
  def notify(event) do
    for pid <- Facts.keys(:subscriber) do
      if Process.alive?(pid), do: send(pid, {BeamCluster, event}), else: remove(pid)
    end

    OnChange.notify(event)
  end
end
