defmodule BeamCluster.Http.Server do
  @moduledoc """
  Serves `BeamCluster.Endpoints` over HTTP for applications with no web server of their own.

  It only listens where told (`http_port`, `http_ip`). At most 256 connections are open; one more closes
  the oldest, so that a thousand idle ones never keep a probe out. A port in use is tried again each second.
  """

  use GenServer
  require Logger

  alias BeamCluster.Http.Connection

  @acceptors 2
  @connections 256
  @retry_ms 1_000
  # A port in use is said again once a minute.
  @said_again 60

  def start_link(config), do: GenServer.start_link(__MODULE__, config, name: __MODULE__)

  @doc "The port it listens on, or nil while it cannot."
  def port(server \\ __MODULE__), do: GenServer.call(server, :port)

  @impl true
  def init(config) do
    state = %{config: config, listener: nil, connections: %{}, count: 0, failures: 0}
    {:ok, state, {:continue, :listen}}
  end

  @impl true
  def handle_continue(:listen, state), do: {:noreply, listen(state)}

  @impl true
  def handle_call(:port, _from, %{listener: nil} = state), do: {:reply, nil, state}

  def handle_call(:port, _from, state) do
    {:ok, port} = :inet.port(state.listener)
    {:reply, port, state}
  end

  def handle_call({:opened, pid}, _from, state) do
    ref = Process.monitor(pid)
    connections = Map.put(state.connections, ref, {state.count, pid})

    connections =
      if map_size(connections) > @connections, do: close_oldest(connections), else: connections

    {:reply, :ok, %{state | connections: connections, count: state.count + 1}}
  end

  def handle_call(_unknown, _from, state), do: {:noreply, state}

  @impl true
  def handle_cast(_unknown, state), do: {:noreply, state}

  @impl true
  def handle_info({:DOWN, ref, :process, _pid, _reason}, state),
    do: {:noreply, %{state | connections: Map.delete(state.connections, ref)}}

  def handle_info(:listen, state), do: {:noreply, listen(state)}
  def handle_info(_message, state), do: {:noreply, state}

  defp listen(%{config: config} = state) do
    ip = config.http_ip || any(config.family)

    options =
      [:binary, ip: ip, active: false, reuseaddr: true, backlog: 1_024, nodelay: true] ++
        [buffer: 4_096, send_timeout: 5_000, send_timeout_close: true]

    case :gen_tcp.listen(config.http_port, options) do
      {:ok, listener} ->
        server = self()
        for _ <- 1..@acceptors, do: spawn_link(fn -> accept(listener, server) end)
        %{state | listener: listener}

      {:error, reason} ->
        if rem(state.failures, @said_again) == 0, do: complain(config, ip, reason)
        Process.send_after(self(), :listen, @retry_ms)
        %{state | failures: state.failures + 1}
    end
  end

  defp complain(config, ip, reason) do
    Logger.error(
      "BeamCluster: cannot listen on :http_port #{config.http_port} of #{:inet.ntoa(ip)}: " <>
        "#{:inet.format_error(reason)}; trying again each second"
    )
  end

  # The wildcard of IPv6 takes IPv4 as well.
  defp any(:inet6), do: {0, 0, 0, 0, 0, 0, 0, 0}
  defp any(:inet), do: {0, 0, 0, 0}

  defp accept(listener, server) do
    case :gen_tcp.accept(listener) do
      {:ok, socket} -> hand_over(socket, server)
      {:error, :closed} -> exit(:normal)
      # Out of file descriptors: wait for some to be closed.
      {:error, _reason} -> Process.sleep(100)
    end

    accept(listener, server)
  end

  defp hand_over(socket, server) do
    pid = spawn(Connection, :await, [server])

    case :gen_tcp.controlling_process(socket, pid) do
      :ok ->
        GenServer.call(server, {:opened, pid}, :infinity)
        send(pid, {:serve, socket})

      {:error, _closed} ->
        Process.exit(pid, :kill)
    end
  end

  # Forgotten at once: before its end is seen here, one more may come, and it must not be taken for the oldest
  # again.
  defp close_oldest(connections) do
    {ref, {_count, pid}} = Enum.min_by(connections, fn {_ref, {count, _pid}} -> count end)
    Process.demonitor(ref, [:flush])
    Process.exit(pid, :kill)
    Map.delete(connections, ref)
  end
end
