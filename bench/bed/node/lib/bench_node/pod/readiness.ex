defmodule BenchNode.Pod.Readiness do
  @moduledoc "Answers the kubelet's probes, the same for every contender: 200 to whatever is asked."

  @answer "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"

  def serve do
    port = "PORT" |> System.fetch_env!() |> String.to_integer()
    {:ok, listener} = :gen_tcp.listen(port, [:binary, active: false, reuseaddr: true])
    accept(listener)
  end

  defp accept(listener) do
    {:ok, socket} = :gen_tcp.accept(listener)
    # Whoever hangs up first is not this pod's trouble.
    with {:ok, _request} <- :gen_tcp.recv(socket, 0, 1_000), do: :gen_tcp.send(socket, @answer)
    :gen_tcp.close(socket)
    accept(listener)
  end
end
