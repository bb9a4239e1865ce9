defmodule BeamCluster.Drain do
  @moduledoc """
  Leaves the cluster in order, once: readiness off, discovery stopped, the peers told (they log a leave,
  not a loss, and dial no more), then the hooks of `:on_drain`.

  It begins at SIGTERM, at `BeamCluster.drain/0` (a preStop hook: `bin/app rpc "BeamCluster.drain()"`), or
  at the latest when the runtime is shut down. Hooks run side by side and may together take three quarters
  of `drain_timeout`; the last quarter is for the supervision tree to stop. The connections stay up until
  the VM ends, so that whatever is drained can still reach the other nodes.
  """

  use GenServer
  require Logger

  alias BeamCluster.{Discovery, Facts, Hooks, Monitor, Signal, Subscribers, Telemetry}

  def start_link(config), do: GenServer.start_link(__MODULE__, config, name: __MODULE__)

  @doc "Drains and returns when it is done; at once when it was done before or nothing runs."
  def run do
    GenServer.call(__MODULE__, :drain, :infinity)
  catch
    :exit, _not_running -> :ok
  end

  @impl true
  def init(config) do
    Process.flag(:trap_exit, true)
    if config.handle_sigterm, do: Signal.install()
    {:ok, config}
  end

  @impl true
  def handle_call(:drain, _from, config) do
    drain(config)
    {:reply, :ok, config}
  end

  def handle_call(_unknown, _from, config), do: {:noreply, config}

  @impl true
  def handle_cast(_unknown, config), do: {:noreply, config}

  @impl true
  def handle_info(_message, config), do: {:noreply, config}

  @impl true
  def terminate(_reason, config) do
    drain(config)
    if config.handle_sigterm, do: Signal.uninstall()
  end

  defp drain(config) do
    started = System.monotonic_time(:millisecond)
    if Facts.put_new(:draining, started), do: drain(config, started)
    :ok
  end

  defp drain(config, started) do
    Logger.info("BeamCluster: this node leaves the cluster")
    Telemetry.emit([:drain, :start], %{})
    Discovery.stop()
    Monitor.announce_leave(config.drain_timeout)
    Subscribers.notify(:draining)
    outcomes = Hooks.run(config.on_drain, div(config.drain_timeout * 3, 4))
    duration = System.monotonic_time(:millisecond) - started
    Telemetry.emit([:drain, :stop], %{duration_ms: duration}, %{hooks: outcomes})
  end
end
