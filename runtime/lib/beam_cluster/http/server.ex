defmodule BeamCluster.Http.Server do
  @moduledoc "Listens for probes and gives each connection a process."

  use GenServer

  alias BeamCluster.Http.Connection

  def start_link(config), do: GenServer.start_link(__MODULE__, config, name: __MODULE__)

  @impl true
  def init(config) do
    opts = [
      :binary,
      active: false,
      reuseaddr: true,
      backlog: 1024,
      ip: config.http_ip || {0, 0, 0, 0}
    ]

    {:ok, listener} = :gen_tcp.listen(config.http_port, opts)
    spawn_link(fn -> accept(listener) end)
    {:ok, listener}
  end

  defp accept(listener) do
    {:ok, socket} = :gen_tcp.accept(listener)
    pid = spawn(fn -> receive do: (:go -> Connection.serve(socket)) end)
    :gen_tcp.controlling_process(socket, pid)
    send(pid, :go)
    accept(listener)
  end
end
