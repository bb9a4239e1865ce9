defmodule BeamCluster.Observe.Readiness do
  @moduledoc false
  # Whether this pod should get traffic: it has joined the cluster, or is the only one in it, or has waited for `ready_grace`, and what it
  # shares with its peers has come. Once true it stays true until the node drains, so that a partition of the cluster never takes all pods
  # out of service at once.

  alias BeamCluster.{Clock, Facts, Membership}
  alias BeamCluster.Observe.Events

  @type reason :: :single | :joined | :alone | :grace

  @doc "`:ready`, `:waiting` or `:draining`."
  def state do
    cond do
      Facts.get(:draining) != nil -> :draining
      Facts.get(:ready) -> :ready
      refresh() -> :ready
      true -> :waiting
    end
  end

  @doc "Whether this node has become ready."
  def latched?, do: Facts.get(:ready) != nil

  @doc "Looks whether this node has become ready, and latches it."
  def refresh do
    case Facts.get(:ready) || if(not warming?(), do: reason()) do
      nil ->
        false

      because ->
        if Facts.put_new(:ready, because), do: announce(because)
        true
    end
  end

  @doc "Milliseconds since the runtime started."
  def uptime do
    now = Clock.now()
    now - Facts.get(:started_at, now)
  end

  @doc "Why this node is ready as far as its peers are concerned, or nil where it is not."
  @spec reason :: reason | nil
  def reason do
    view = Facts.get(:view, %{})

    cond do
      not Facts.get(:enabled, false) -> :single
      Membership.connected() != [] -> :joined
      view[:settled] && view.missing == [] -> :alone
      uptime() >= Facts.get(:ready_grace, 0) -> :grace
      true -> nil
    end
  end

  # A primitive of shared state learns from the peers what they know, within a time of its own.
  defp warming? do
    now = Clock.now()
    Enum.any?(Facts.keys(:warming), &(Facts.get({:warming, &1}, now) > now))
  end

  defp announce(because),
    do: Events.emit([:ready], %{duration: Events.native(uptime())}, %{because: because})
end
