defmodule BeamCluster.Http.Response do
  @moduledoc false
  # The bytes of an HTTP/1.1 response, the last of its connection.

  alias BeamCluster.Http.ProbeRoutes

  @text "text/plain; charset=utf-8"

  @reasons %{
    200 => "OK",
    400 => "Bad Request",
    404 => "Not Found",
    405 => "Method Not Allowed",
    408 => "Request Timeout",
    431 => "Request Header Fields Too Large",
    503 => "Service Unavailable"
  }

  @doc "The response to a parsed request."
  def of({:ok, method, path}) do
    case ProbeRoutes.answer(path) do
      {status, type, body} -> build(status, type, body, method)
      :error -> build(404, @text, "Not Found\n", method)
    end
  end

  def of({:error, status}), do: build(status, @text, @reasons[status] <> "\n", :get)

  defp build(status, type, body, method) do
    [
      "HTTP/1.1 #{status} #{@reasons[status]}\r\n",
      if(status == 405, do: "allow: GET, HEAD\r\n", else: []),
      "content-type: #{type}\r\ncontent-length: #{byte_size(body)}\r\n",
      "cache-control: no-store\r\nconnection: close\r\n\r\n",
      if(method == :head, do: [], else: body)
    ]
  end
end
