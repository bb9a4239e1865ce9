defmodule BeamCluster.Http.Connection do
  @moduledoc false
  # One connection: reads one request head within 5 s and 8 KB, answers, closes. It keeps nothing that a client sends beyond that.

  alias BeamCluster.Clock
  alias BeamCluster.Http.{Request, Response}

  @head_ms 5_000
  @head_bytes 8_192
  @linger_ms 500

  @doc "Waits for its socket, `{:serve, socket}`, as long as `server` lives."
  def await(server) do
    ref = Process.monitor(server)

    receive do
      {:serve, socket} ->
        Process.demonitor(ref, [:flush])
        serve(socket)

      {:DOWN, ^ref, :process, ^server, _reason} ->
        :ok
    end
  end

  @doc "Serves one request on `socket` and closes it."
  def serve(socket) do
    case read(socket, "", Clock.now() + @head_ms) do
      {:ok, head} -> reply(socket, head |> Request.parse() |> Response.of())
      :too_large -> reply(socket, Response.of({:error, 431}))
      :timeout -> reply(socket, Response.of({:error, 408}))
      :closed -> :ok
    end

    :gen_tcp.close(socket)
  end

  defp read(_socket, seen, _deadline) when byte_size(seen) > @head_bytes, do: :too_large

  defp read(socket, seen, deadline) do
    if Request.complete?(seen) do
      {:ok, seen}
    else
      case :gen_tcp.recv(socket, 0, max(deadline - Clock.now(), 0)) do
        {:ok, more} -> read(socket, seen <> more, deadline)
        {:error, :timeout} -> :timeout
        {:error, _reason} -> :closed
      end
    end
  end

  # Closing with unread input resets the connection, and the client may lose the answer: what is still
  # coming is read away for a moment.
  defp reply(socket, response) do
    with :ok <- :gen_tcp.send(socket, response),
         :ok <- :gen_tcp.shutdown(socket, :write),
         do: linger(socket, Clock.now() + @linger_ms)
  end

  defp linger(socket, deadline) do
    case :gen_tcp.recv(socket, 0, max(deadline - Clock.now(), 0)) do
      {:ok, _ignored} -> linger(socket, deadline)
      {:error, _over} -> :ok
    end
  end
end
