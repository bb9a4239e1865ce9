defmodule BeamCluster.Drain do
  @moduledoc false
  # Leaves the cluster in order, once: this node is no longer ready, discovery stops, the peers hear of it (they log a leave instead of a
  # loss, and dial no more), and then the hooks of `:on_drain` run.
  #
  # It begins at SIGTERM, at `BeamCluster.drain/0` (a preStop hook: `bin/app rpc "BeamCluster.drain()"`), or at the latest when the VM or the
  # application stops. It does not begin when a supervisor stops the runtime, which it may do to start it again. Hooks run side by side and
  # may together take three quarters of `drain_timeout`; the last quarter is for the supervision tree to stop. The connections stay up until
  # the VM ends, so that whatever drains can still reach the other nodes.

  use GenServer
  require Logger

  alias BeamCluster.{Discovery, Facts, Membership}
  alias BeamCluster.Drain.{Hooks, Overrun, Signal}
  alias BeamCluster.Membership.Subscribers
  alias BeamCluster.Shared.Reports
  alias BeamCluster.Observe.Events

  def start_link(config), do: GenServer.start_link(__MODULE__, config, name: __MODULE__)

  @doc "Drains, and returns when that is done. Returns at once when it was done before, or when nothing runs."
  def run do
    with %{} = config <- Facts.get(:drain), do: await(spawn(fn -> drain_once(config) end))
    :ok
  end

  @impl true
  def init(config) do
    Process.flag(:trap_exit, true)
    Facts.put(:drain, config)
    if config.handle_sigterm, do: Signal.install()
    {:ok, announce_again(config)}
  end

  @impl true
  def handle_info(:announce_again, config) do
    if Facts.get(:draining), do: Membership.announce_leave(config)
    {:noreply, announce_again(config)}
  end

  def handle_info(_message, config), do: {:noreply, config}

  @impl true
  def handle_call(_unknown, _from, config), do: {:noreply, config}

  @impl true
  def handle_cast(_unknown, config), do: {:noreply, config}

  @impl true
  def terminate(_reason, config) do
    if match?({:stopping, _progress}, :init.get_status()), do: run()
    if config.handle_sigterm, do: Signal.uninstall()
  end

  # It runs in a process of its own, which belongs to the VM: neither the end of the process that asked for it nor that of the runtime or
  # the application ends it, and a shell on another node that asked for it gets no log lines.
  defp drain_once(config) do
    Process.group_leader(self(), Process.whereis(:init))

    if Facts.put_new(:draining, self()),
      do: drain(config),
      else: await(Facts.get(:draining))
  end

  defp drain(config) do
    Logger.info("BeamCluster: this node leaves the cluster")
    Overrun.watch(config.drain_timeout)
    Events.span([:drain], %{}, fn -> %{hooks: leave(config)} end)
  end

  defp leave(config) do
    Discovery.stop()
    Membership.announce_leave(config)
    Subscribers.notify(:draining)
    Hooks.run(config.on_drain ++ Reports.drains(), div(config.drain_timeout * 3, 4))
  end

  defp await(pid) do
    ref = Process.monitor(pid)
    receive(do: ({:DOWN, ^ref, :process, ^pid, _reason} -> :ok))
  end

  # An announcement expires, and a node may drain for longer.
  defp announce_again(config) do
    Process.send_after(self(), :announce_again, div(Membership.leave_ms(config), 2))
    config
  end
end
