defmodule BeamCluster.Membership.OnChange do
  @moduledoc false
  # Calls the `:on_change` function, one event after the other in the order in which they happened: a leave that overtook its join would
  # leave behind a node that is gone. Whatever the function does, no other process waits for it.
  #
  # The events wait in the facts. Where the function ends this process, as one that outgrows its heap does, the next process goes on after
  # the event that ended it.

  # A function that hangs must not keep the VM from ending in time.
  use GenServer, shutdown: 1_000
  require Logger

  alias BeamCluster.Facts

  def start_link(config), do: GenServer.start_link(__MODULE__, config.on_change, name: __MODULE__)

  @doc "Has the function called with this event; nothing where there is no function."
  def notify(event) do
    if Facts.get(:on_change) do
      Facts.put({:event, System.unique_integer([:monotonic])}, event)
      GenServer.cast(__MODULE__, :events)
    end

    :ok
  end

  @impl true
  def init(on_change) do
    # A process to which the function links must not end this one. Events before a shutdown are still passed on.
    Process.flag(:trap_exit, true)
    {:ok, on_change, {:continue, :events}}
  end

  @impl true
  def handle_continue(:events, on_change), do: {:noreply, call_all(on_change)}

  @impl true
  def handle_cast(:events, on_change), do: {:noreply, call_all(on_change)}
  def handle_cast(_unknown, on_change), do: {:noreply, on_change}

  @impl true
  def handle_call(_unknown, _from, on_change), do: {:noreply, on_change}

  # What the function leaves behind: exits, late replies.
  @impl true
  def handle_info(_message, on_change), do: {:noreply, on_change}

  defp call_all({module, function, args} = on_change) do
    for number <- Enum.sort(Facts.keys(:event)),
        do: call(module, function, [Facts.take({:event, number}) | args])

    on_change
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
