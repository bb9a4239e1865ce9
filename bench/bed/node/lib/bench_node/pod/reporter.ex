defmodule BenchNode.Pod.Reporter do
  @moduledoc """
  Tells the bench by a line each what happens in this VM and when, in microseconds of the machine's clock,
  which all pods of the bench share. The VM ends when the bench hangs up.

      pod bench-7-6d5f bench_7@10.244.1.5    who this is
      vm 1700000000000000                    the VM started
      discovery 1700000000500000             its discovery started, whose first look-up follows at once
      up 1700000000700000 bench_7@10.244.2.5
      down 1700000009000000 bench_7@10.244.2.5
  """

  use GenServer

  def start_link(_), do: GenServer.start_link(__MODULE__, nil, name: __MODULE__)

  @doc "Tells that something has happened at this moment."
  def tell_now(what), do: GenServer.cast(__MODULE__, {:tell, "#{what} #{now()}"})

  @impl true
  def init(nil) do
    # The time of a change is when it happened, not when this process had its turn.
    Process.flag(:priority, :high)
    :ok = :net_kernel.monitor_nodes(true)
    socket = connect()
    say(socket, "pod #{System.fetch_env!("POD_NAME")} #{node()}")
    say(socket, "vm #{vm_started_at()}")
    # The distribution is older than this process.
    for node <- Node.list(), do: say(socket, "up #{now()} #{node}")
    {:ok, socket}
  end

  @impl true
  def handle_cast({:tell, line}, socket) do
    say(socket, line)
    {:noreply, socket}
  end

  @impl true
  def handle_info({:nodeup, node}, socket) do
    say(socket, "up #{now()} #{node}")
    {:noreply, socket}
  end

  def handle_info({:nodedown, node}, socket) do
    say(socket, "down #{now()} #{node}")
    {:noreply, socket}
  end

  def handle_info({:tcp_closed, _socket}, _state), do: System.halt(0)
  def handle_info({:tcp_error, _socket, _reason}, _state), do: System.halt(1)

  defp connect do
    [host, port] = "BENCH_COLLECTOR" |> System.fetch_env!() |> String.split(":")
    {:ok, ip} = host |> String.to_charlist() |> :inet.parse_strict_address()
    {:ok, socket} = :gen_tcp.connect(ip, String.to_integer(port), [:binary, nodelay: true], 5_000)
    socket
  end

  defp say(socket, line), do: :gen_tcp.send(socket, [line, ?\n])

  defp vm_started_at do
    started = :erlang.system_info(:start_time) + :erlang.time_offset()
    System.convert_time_unit(started, :native, :microsecond)
  end

  defp now, do: System.os_time(:microsecond)
end
