defmodule BeamCluster.Http.Request do
  @moduledoc false
  # The first line of an HTTP/1 request; nothing else of it matters here.

  @doc "Whether the text holds a whole request head."
  def complete?(text), do: String.contains?(text, ["\r\n\r\n", "\n\n"])

  @doc """
  The method and path, or the status that says what is wrong.

      iex> BeamCluster.Http.Request.parse("GET /ready?verbose HTTP/1.1\\r\\nhost: a\\r\\n\\r\\n")
      {:ok, :get, "/ready"}
      iex> BeamCluster.Http.Request.parse("POST /ready HTTP/1.1\\r\\n\\r\\n")
      {:error, 405}
      iex> BeamCluster.Http.Request.parse("hello\\r\\n\\r\\n")
      {:error, 400}
  """
  def parse(text) do
    [line | _] = String.split(text, ["\r\n", "\n"], parts: 2)

    case String.split(line, " ") do
      [method, "/" <> _ = target, "HTTP/1." <> _] -> method(method, path(target))
      _other -> {:error, 400}
    end
  end

  defp method("GET", path), do: {:ok, :get, path}
  defp method("HEAD", path), do: {:ok, :head, path}
  defp method(_method, _path), do: {:error, 405}

  defp path(target), do: target |> String.split("?", parts: 2) |> hd()
end
