defmodule BeamCluster.Singleton.Runner do
  @moduledoc false
  # Starts and stops the child, and tells the core. A child that does not stop within its shutdown time is killed, also while it starts.

  use GenServer
  require Logger

  alias BeamCluster.{Discovery, Facts, Membership}
  alias BeamCluster.Membership.Leaves
  alias BeamCluster.Observe.{Events, Readiness}
  alias BeamCluster.Singleton.{Keeper, View}

  # What it takes beside the shutdown of the child itself.
  @more_ms 500

  @doc "Does what the core of the singleton of that table wants."
  def perform(:look, table), do: tell(table, {:looked, Readiness.state(), listed()})
  def perform({:report, report}, table), do: View.put(table, :report, report)

  def perform({command, id}, table) when command in [:start, :stop] do
    with pid when is_pid(pid) <- View.get(table, :runner), do: send(pid, {command, id})
    :ok
  end

  def start_link(table), do: GenServer.start_link(__MODULE__, table)

  @impl true
  def init(table) do
    Process.flag(:trap_exit, true)
    await(View.get(table, :keeper))
    View.put(table, :runner, self())
    settings = View.get(table, :settings)
    {:ok, %{table: table, settings: settings, keeper: nil, id: nil, stopping: nil, started: nil}}
  end

  @impl true
  def handle_info({:start, id}, %{keeper: nil} = state) do
    keeper = Keeper.start(self(), state.settings.child)
    View.put(state.table, :keeper, keeper)
    {:noreply, %{state | keeper: keeper, id: id, started: System.monotonic_time()}}
  end

  def handle_info({:stop, id}, %{id: id, keeper: keeper} = state) when is_pid(keeper),
    do: {:noreply, stop(state)}

  # It ended at the same moment.
  def handle_info({:stop, id}, state) do
    tell(state.table, {:stopped, id, :stopped})
    {:noreply, state}
  end

  def handle_info({:runs, keeper, pid}, %{keeper: keeper} = state) do
    if state.started != nil, do: started(state)
    tell(state.table, {:runs, state.id, pid})
    {:noreply, %{state | started: nil}}
  end

  def handle_info({:EXIT, keeper, reason}, %{keeper: keeper} = state) do
    why = if state.stopping, do: :stopped, else: :failed
    ended(state, why, reason)
    tell(state.table, {:stopped, state.id, why})
    {:noreply, %{state | keeper: nil, id: nil, stopping: nil, started: nil}}
  end

  def handle_info(:kill, %{keeper: keeper} = state) when is_pid(keeper) do
    Logger.error("#{inspect(state.settings.name)}: its child did not stop in time and is killed")
    Keeper.kill(keeper)
    {:noreply, state}
  end

  def handle_info(_unknown, state), do: {:noreply, state}

  @impl true
  def handle_call(_unknown, _from, state), do: {:noreply, state}

  @impl true
  def handle_cast(_unknown, state), do: {:noreply, state}

  @impl true
  def terminate(_reason, %{keeper: nil}), do: :ok

  def terminate(_reason, %{keeper: keeper} = state) do
    stop(state)

    receive do
      {:EXIT, ^keeper, reason} -> ended(state, :stopped, reason)
    after
      state.settings.shutdown + @more_ms -> Keeper.kill(keeper)
    end
  end

  defp stop(%{stopping: nil} = state) do
    Keeper.stop(state.keeper)
    %{state | stopping: Process.send_after(self(), :kill, state.settings.shutdown + @more_ms)}
  end

  defp stop(state), do: state

  # That of a runner which was killed: the child stops, but takes its time.
  defp await(nil), do: :ok

  defp await(keeper) do
    ref = Process.monitor(keeper)
    receive(do: ({:DOWN, ^ref, :process, ^keeper, _reason} -> :ok))
  end

  defp started(state) do
    name = state.settings.name
    Logger.info("#{inspect(name)}: runs on this node")
    duration = System.monotonic_time() - state.started
    Events.emit([:singleton, :owned], %{duration: duration}, %{name: name})
  end

  defp ended(state, :stopped, _reason) do
    Logger.info("#{inspect(state.settings.name)}: has stopped on this node")

    Events.emit([:singleton, :released], %{count: 1}, %{name: state.settings.name, reason: :stopped})
  end

  defp ended(state, :failed, reason) do
    Logger.error(
      "#{inspect(state.settings.name)}: its child cannot run on this node, so another one takes over: " <>
        Exception.format_exit(reason)
    )

    Events.emit([:singleton, :released], %{count: 1}, %{name: state.settings.name, reason: :failed})
  end

  # What DNS lists, by name, without this node and those that leave. An answer without this pod is older than the pod, and may lack others.
  defp listed do
    cond do
      not Facts.get(:enabled, false) -> []
      not Facts.get(:discovery, true) -> nil
      not listed?() -> :unknown
      true -> Discovery.Report.names(Membership.connected()) -- leaving()
    end
  end

  defp listed? do
    with %{listed: listed?} <- Facts.get(:view, false), do: listed?
  end

  defp leaving do
    leaves = Facts.get(:leaves, Leaves.new())

    for {node, _ms} <- Leaves.among(leaves, Map.keys(leaves.until), BeamCluster.Clock.now()),
        do: Atom.to_string(node)
  end

  defp tell(table, term) do
    with pid when is_pid(pid) <- Process.whereis(table), do: send(pid, {:local, term})
    :ok
  end
end
