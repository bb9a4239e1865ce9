defmodule BeamCluster.Placement.Mover do
  @moduledoc false
  # Does what the core of a placement wants on a real node: writes down the view, and calls the application's functions, each in a process of its
  # own.

  require Logger

  alias BeamCluster.Observe.Readiness
  alias BeamCluster.Placement.{Members, View}

  @most_ms 5_000

  @doc "Does it; what comes of it goes to the process of that name."
  def perform(:look, name) do
    if Readiness.state() == :ready, do: tell(name, :ready)
  end

  def perform({:view, report}, name), do: View.put(name, report)

  def perform({:list, round}, name) do
    call(name, [], fn handoff ->
      nodes = View.nodes(name)

      keys =
        for key <- handoff.keys(),
            nodes != [] and Members.best(Members.hash(key), nodes) != node(),
            do: key

      tell(name, {:listed, round, keys})
    end)
  end

  def perform({:give, key, id}, name),
    do: call(name, key, &tell(name, {:gave, key, id, &1.give(key)}))

  def perform({:take, node, id, key, value}, name),
    do: call(name, key, &tell(name, {:took, node, id, key, &1.take(key, value) == :ok}))

  def perform({:drop, key}, name), do: call(name, key, & &1.drop(key))

  defp call(name, _key, function) do
    if handoff = View.handoff(name), do: spawn(fn -> run(name, handoff, function) end)
    :ok
  end

  defp run(name, handoff, function) do
    {:ok, timer} = :timer.kill_after(@most_ms)
    function.(handoff)
    :timer.cancel(timer)
  catch
    kind, reason ->
      Logger.error(
        "#{inspect(name)}: a function of #{inspect(handoff)} failed: " <>
          Exception.format(kind, reason, __STACKTRACE__)
      )
  end

  defp tell(name, term) do
    with pid when is_pid(pid) <- Process.whereis(name), do: send(pid, {:local, term})
    :ok
  end
end
