defmodule BeamCluster.OnChange do
  @moduledoc """
  Calls the `:on_change` function, one event after the other in the order in which they happened: a leave that
  overtook its join would leave behind a node that is gone. Whatever the function does, nobody waits for it.
  """

  # A function that hangs must not keep the VM from ending in time.
  use GenServer, shutdown: 1_000
  require Logger

  def start_link(config), do: GenServer.start_link(__MODULE__, config.on_change, name: __MODULE__)

  @doc "Has the function called with this event; nothing where there is no function."
  def notify(event), do: GenServer.cast(__MODULE__, {:event, event})

  @impl true
  def init(on_change) do
    # A process that the function links to must not take the events that wait along; and those before a
    # shutdown are still told.
    Process.flag(:trap_exit, true)
    {:ok, on_change}
  end

  @impl true
  def handle_cast({:event, event}, {module, function, args} = on_change) do
    call(module, function, [event | args])
    {:noreply, on_change}
  end

  # What the function leaves behind: exits, late replies.
  @impl true
  def handle_info(_message, on_change), do: {:noreply, on_change}

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
