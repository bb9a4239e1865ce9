defmodule BeamCluster.Facts.Lifetime.Link do
  @moduledoc false
  # Starts the holder of the facts before the runtime, and ends when the holder was killed. Then the supervisor starts the runtime
  # again, which would otherwise go on with nothing to read and nowhere to write.

  use GenServer

  alias BeamCluster.Facts.Lifetime

  def start_link(_config), do: GenServer.start_link(__MODULE__, [])

  @impl true
  def init([]), do: {:ok, Process.monitor(Lifetime.share())}

  # With `:normal` it ended with the application.
  @impl true
  def handle_info({:DOWN, ref, :process, _pid, reason}, ref) when reason != :normal,
    do: {:stop, :shutdown, ref}

  def handle_info(_message, ref), do: {:noreply, ref}

  @impl true
  def handle_cast(_unknown, ref), do: {:noreply, ref}

  @impl true
  def handle_call(_unknown, _from, ref), do: {:noreply, ref}
end
