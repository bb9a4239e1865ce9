defmodule BeamCluster.Singleton.Keeper do
  @moduledoc false
  # Holds one run of the child: starts it, starts it again where it ends, and stops it. Ends with it.
  #
  # A supervisor would not be enough: nobody could ask one that is starting a child to stop, and none says that the child has another pid.

  # As many as a supervisor allows.
  @most_restarts 3
  @within_ms 5_000

  @doc "Starts it, linked to the runner, which gets `{:runs, keeper, pid}` at each start of the child."
  @spec start(pid, Supervisor.child_spec()) :: pid
  def start(runner, child), do: :proc_lib.spawn_link(__MODULE__, :init, [runner, child])

  @doc "Stops the child in its time, and ends."
  def stop(keeper), do: send(keeper, {__MODULE__, :stop})

  @doc "Ends it and the child at once."
  def kill(keeper) do
    with {:links, links} <- Process.info(keeper, :links),
         do: for(pid <- links, is_pid(pid), pid != self(), do: Process.exit(pid, :kill))

    Process.exit(keeper, :kill)
  end

  @doc false
  def init(runner, child) do
    Process.flag(:trap_exit, true)
    run(%{runner: runner, child: child, restarts: []})
  end

  defp run(state) do
    {module, function, args} = state.child.start

    case apply(module, function, args) do
      {:ok, pid} -> runs(state, pid)
      {:ok, pid, _info} -> runs(state, pid)
      :ignore -> exit({:shutdown, :ignored})
      {:error, reason} -> exit({:shutdown, reason})
    end
  end

  defp runs(state, pid) do
    send(state.runner, {:runs, self(), pid})
    watch(state, pid)
  end

  defp watch(%{runner: runner} = state, pid) do
    receive do
      {__MODULE__, :stop} -> finish(state, pid)
      {:EXIT, ^runner, _reason} -> finish(state, pid)
      {:EXIT, ^pid, reason} -> ended(state, pid, reason)
      _other -> watch(state, pid)
    end
  end

  defp ended(state, pid, reason) do
    now = BeamCluster.Clock.now()
    recent = [now | Enum.filter(state.restarts, &(now - &1 < @within_ms))]

    cond do
      not again?(state.child.restart, reason) ->
        send(state.runner, {:runs, self(), nil})
        idle(state)

      length(recent) > @most_restarts ->
        exit({:shutdown, {pid, reason}})

      true ->
        run(%{state | restarts: recent})
    end
  end

  defp again?(:permanent, _reason), do: true
  defp again?(:temporary, _reason), do: false
  defp again?(:transient, reason), do: reason not in [:normal, :shutdown] and not shutdown?(reason)

  defp shutdown?(reason), do: match?({:shutdown, _why}, reason)

  # The child is done, and this node owns on.
  defp idle(%{runner: runner} = state) do
    receive do
      {__MODULE__, :stop} -> exit(:shutdown)
      {:EXIT, ^runner, _reason} -> exit(:shutdown)
      _other -> idle(state)
    end
  end

  defp finish(state, pid) do
    ref = Process.monitor(pid)
    kill? = state.child.shutdown == :brutal_kill
    Process.exit(pid, if(kill?, do: :kill, else: :shutdown))

    receive do
      {:DOWN, ^ref, :process, ^pid, _reason} -> exit(:shutdown)
    after
      state.child.shutdown_ms -> Process.exit(pid, :kill)
    end

    receive(do: ({:DOWN, ^ref, :process, ^pid, _reason} -> exit(:shutdown)))
  end
end
