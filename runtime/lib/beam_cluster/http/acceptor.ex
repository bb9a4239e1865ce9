defmodule BeamCluster.Http.Acceptor do
  @moduledoc false
  # Accepts connections, gives each to a process of its own, and closes the oldest where there are too many.
  #
  # It has no name and asks no other process, so nothing that another node sends delays a probe.

  alias BeamCluster.Http.Connection

  @connections 256

  @doc "Accepts until the listener is closed."
  def run(listener), do: accept(listener, %{}, 0)

  # `open` is when each came and its process, by the reference of its monitor.
  defp accept(listener, open, count) do
    case :gen_tcp.accept(listener) do
      {:ok, socket} ->
        open
        |> forget_ended()
        |> close_oldest()
        |> serve(socket, count)
        |> then(&accept(listener, &1, count + 1))

      {:error, :closed} ->
        :ok

      # Out of file descriptors: wait for some to be closed.
      {:error, _reason} ->
        Process.sleep(100)
        accept(listener, open, count)
    end
  end

  defp serve(open, socket, count) do
    {pid, ref} = spawn_monitor(Connection, :await, [self()])

    case :gen_tcp.controlling_process(socket, pid) do
      :ok -> send(pid, {:serve, socket})
      {:error, _closed} -> Process.exit(pid, :kill)
    end

    Map.put(open, ref, {count, pid})
  end

  # Forgotten at once: before its end is seen here, one more may come, and it must not be taken for the oldest again.
  defp close_oldest(open) when map_size(open) >= @connections do
    {ref, {_count, pid}} = Enum.min_by(open, fn {_ref, {count, _pid}} -> count end)
    Process.demonitor(ref, [:flush])
    Process.exit(pid, :kill)
    Map.delete(open, ref)
  end

  defp close_oldest(open), do: open

  defp forget_ended(open) do
    receive do
      {:DOWN, ref, :process, _pid, _reason} -> open |> Map.delete(ref) |> forget_ended()
    after
      0 -> open
    end
  end
end
