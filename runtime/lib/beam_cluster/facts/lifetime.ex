defmodule BeamCluster.Facts.Lifetime do
  @moduledoc false
  # Holds the facts for as long as the application runs, and drains the node when the application has stopped.
  #
  # A supervisor that stops the runtime does not say whether it starts it again, as it does when a neighbour died. So the facts belong to a
  # process that no supervisor of the application stops, and the next runtime goes on with them: no line is logged twice, subscriptions stay,
  # and a node that was ready or drains stays so. When the process that started the application has ended in order, no runtime follows, and
  # the node leaves. When that process crashed, the node has not left, and is lost when its VM ends.
  #
  # The process has no name, so no other node can send it anything. It is found as the owner of the facts.

  use GenServer

  alias BeamCluster.{Drain, Facts}

  @doc "Makes the facts, or takes over those that are there, for the application of the calling process. Gives the process that holds them."
  def share do
    application = application()

    case Facts.owner() do
      nil ->
        {:ok, holder} = GenServer.start(__MODULE__, application)
        holder

      holder ->
        :ok = GenServer.call(holder, {:share, application}, :infinity)
        holder
    end
  catch
    # It ended with its application in this moment.
    :exit, {reason, _call} when reason in [:noproc, :normal] -> share()
  end

  # The oldest ancestor, which OTP starts for each application; it ends when the application's own supervisor has ended.
  defp application do
    case List.last(Process.get(:"$ancestors")) do
      name when is_atom(name) -> Process.whereis(name)
      pid -> pid
    end
  end

  @impl true
  def init(application) do
    # What belongs to an application is killed with it.
    Process.group_leader(self(), Process.whereis(:init))
    Facts.create()
    {:ok, live(application)}
  end

  @impl true
  def handle_call({:share, application}, _from, state) do
    if state.ended, do: Process.demonitor(state.ended, [:flush])
    if state.drained, do: Process.demonitor(state.drained, [:flush])
    unless Process.alive?(state.application), do: Facts.clear()
    {:reply, :ok, live(application)}
  end

  def handle_call(_unknown, _from, state), do: {:noreply, state}

  @impl true
  def handle_info({:DOWN, ref, :process, _pid, :normal}, %{ended: ref} = state) do
    {_pid, drained} = spawn_monitor(&Drain.run/0)
    {:noreply, %{state | ended: nil, drained: drained}}
  end

  def handle_info({:DOWN, ref, :process, _pid, _crashed}, %{ended: ref} = state),
    do: {:stop, :normal, state}

  def handle_info({:DOWN, ref, :process, _pid, _reason}, %{drained: ref} = state),
    do: {:stop, :normal, state}

  def handle_info(_message, state), do: {:noreply, state}

  @impl true
  def handle_cast(_unknown, state), do: {:noreply, state}

  defp live(application),
    do: %{application: application, ended: Process.monitor(application), drained: nil}
end
