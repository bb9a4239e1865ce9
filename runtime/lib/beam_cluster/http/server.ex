defmodule BeamCluster.Http.Server do
  @moduledoc false
  # Serves the probe routes over HTTP for applications that have no web server of their own.
  #
  # It listens only at `http_port` and `http_ip`. At most 256 connections are open. One more closes the oldest, so that a thousand idle
  # connections never keep a probe out. A port in use is tried again each second.

  use GenServer
  require Logger

  alias BeamCluster.Http.Acceptor

  @retry_ms 1_000
  # A port in use is said again once a minute.
  @said_again 60

  def start_link(config), do: GenServer.start_link(__MODULE__, config, name: __MODULE__)

  @doc "The port it listens on, or nil while it cannot."
  def port(server \\ __MODULE__), do: GenServer.call(server, :port)

  @impl true
  def init(config) do
    state = %{config: config, listener: nil, failures: 0, timer: nil}
    {:ok, state, {:continue, :listen}}
  end

  @impl true
  def handle_continue(:listen, state), do: {:noreply, listen(state)}

  @impl true
  def handle_call(:port, {_pid, _tag}, %{listener: nil} = state), do: {:reply, nil, state}

  def handle_call(:port, {_pid, _tag}, state) do
    {:ok, port} = :inet.port(state.listener)
    {:reply, port, state}
  end

  def handle_call(_unknown, _from, state), do: {:noreply, state}

  @impl true
  def handle_cast(_unknown, state), do: {:noreply, state}

  @impl true
  def handle_info(:listen, %{listener: nil} = state), do: {:noreply, listen(state)}
  def handle_info(_message, state), do: {:noreply, state}

  defp listen(%{config: config} = state) do
    ip = config.http_ip || any(config.family)

    options =
      [:binary, ip: ip, active: false, reuseaddr: true, backlog: 1_024, nodelay: true] ++
        [buffer: 4_096, send_timeout: 5_000, send_timeout_close: true]

    case :gen_tcp.listen(config.http_port, options) do
      {:ok, listener} ->
        spawn_link(Acceptor, :run, [listener])
        %{state | listener: listener}

      {:error, reason} ->
        if rem(state.failures, @said_again) == 0, do: complain(config, ip, reason)
        if state.timer, do: Process.cancel_timer(state.timer)
        timer = Process.send_after(self(), :listen, @retry_ms)
        %{state | failures: state.failures + 1, timer: timer}
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
end
