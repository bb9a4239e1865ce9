defmodule BeamCluster.Http.Connection do
  @moduledoc "Reads one request and answers it."

  alias BeamCluster.Endpoints

  @doc "Serves one request on `socket` and closes it."
  def serve(socket) do
    with {:ok, head} <- :gen_tcp.recv(socket, 0, 5_000),
         ["GET", target, "HTTP/1." <> _] <- head |> line() |> String.split(" ") do
      {status, type, body} = target |> String.split("?") |> hd() |> Endpoints.answer()

      :gen_tcp.send(socket, [
        "HTTP/1.1 #{status} X\r\ncontent-type: #{type}\r\n",
        "content-length: #{byte_size(body)}\r\nconnection: close\r\n\r\n",
        body
      ])
    end

    :gen_tcp.close(socket)
  end

  defp line(head), do: head |> String.split("\r\n") |> hd()
end
