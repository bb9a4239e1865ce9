defmodule BeamCluster.Test.Probe do
  @moduledoc "What the distributed tests ask of a node; called there."

  alias BeamCluster.{Facts, Wire}
  alias BeamCluster.Http.ProbeRoutes
  alias BeamCluster.Membership.Leaves
  alias BeamCluster.Test.Nodes

  @doc "How many questions were asked of DNS."
  def asked, do: total(:dns_queries)

  @doc "How many dials have ended."
  def dialled, do: total(:dials)

  @doc "Whether more questions were asked than `before`."
  def asked_more?(before), do: asked() > before

  @doc "Whether more dials have ended than `before`."
  def dialled_more?(before), do: dialled() > before

  @doc "Whether `/health` has a problem that says this."
  def problem?(text), do: Enum.any?(BeamCluster.health().problems, &(&1 =~ text))

  @doc "Whether `/health` names this error of DNS."
  def dns_error?(error), do: BeamCluster.health().dns.error == error

  @doc "Whether the causes of the missing peers are these, sorted."
  def causes?(causes), do: Enum.sort(Enum.map(BeamCluster.health().missing, & &1.cause)) == causes

  @doc "Whether a limiter has counted so many hits of a key."
  def counted?(limiter, key, scale, count), do: limiter.get(key, scale) == count

  @doc "Kills a registered process and waits until it is back, so many times."
  def kill(_name, 0), do: :ok

  def kill(name, times) do
    kill_process(Process.whereis(name))
    :ok = Nodes.wait_until(Process, :whereis, [name])
    kill(name, times - 1)
  end

  @doc """
  Kills processes of the runtime by lot, so many times, and now and then a link; what `/ready` said after each death.
  """
  def kill_any(times, seed) do
    :rand.seed(:exsss, seed)
    {:dictionary, dictionary} = Process.info(Process.whereis(BeamCluster.Supervisor), :dictionary)
    [above | _application] = dictionary[:"$ancestors"]
    count = length(children(BeamCluster.Supervisor))

    for death <- 1..times do
      victim = Enum.random(processes(above))
      kill_process(victim)
      {ready, _type, _body} = ProbeRoutes.answer("/ready")
      if rem(death, 5) == 0, do: Enum.each(Enum.take_random(Node.list(), 1), &Node.disconnect/1)
      :ok = Nodes.wait_until(__MODULE__, :whole?, [above, count, victim])
      ready
    end
  end

  @doc "Whether the runtime has so many children again, without that process."
  def whole?(above, count, victim) do
    victim not in processes(above) and length(children(BeamCluster.Supervisor)) == count
  catch
    :exit, _is_being_started -> false
  end

  # What stands below that supervisor, and what is linked to it.
  defp processes(above) do
    beside = children(above)
    children = children(BeamCluster.Supervisor)
    linked = for pid <- children, {:links, all} <- [Process.info(pid, :links)], do: all
    Enum.uniq(beside ++ children ++ Enum.filter(List.flatten(linked), &is_pid/1))
  end

  defp children(supervisor) do
    for {_id, pid, _type, _modules} <- Supervisor.which_children(supervisor),
        is_pid(pid),
        do: pid
  end

  @doc "Whether nothing of the runtime is left."
  def off?, do: Facts.owner() == nil

  @doc "Kills the process that holds the facts, and waits until another one does."
  def kill_holder do
    holder = Facts.owner()
    kill_process(holder)
    Nodes.wait_until(__MODULE__, :held_again?, [holder])
  end

  @doc "Whether another process holds the facts than before."
  def held_again?(before), do: Facts.owner() not in [nil, before]

  @doc "Whether the members are the nodes that are connected, and the line that says so is written."
  def members_known? do
    known? = Enum.sort(Facts.get(:summed_up, [])) == Enum.sort(Node.list())
    # The fact comes before its line.
    with true <- known?, pid when is_pid(pid) <- Process.whereis(Wire.name(:membership)) do
      _state = :sys.get_state(pid)
      true
    else
      _not_yet -> false
    end
  end

  @doc "Sends messages to processes with a name on another node, in their order: `[{name, message}]`."
  def send_all(node, messages) do
    for {name, message} <- messages, do: send({name, node}, message)
    :ok
  end

  @doc "The children of the runtime that have a name, as `{name, pid}`, when all have taken the messages that they had."
  def children do
    for {_id, pid, _type, _modules} <- Supervisor.which_children(BeamCluster.Supervisor) do
      _state = :sys.get_state(pid)
      {pid |> Process.info(:registered_name) |> elem(1), pid}
    end
  end

  @doc "Whether the process of that name is another one than before."
  def restarted?(name, before), do: Process.whereis(name) not in [nil, before]

  @doc "Whether that node is said to leave now."
  def said_to_leave?(node),
    do: Leaves.leaving?(Facts.get(:leaves, Leaves.new()), node, System.monotonic_time(:millisecond))

  defp kill_process(pid) do
    ref = Process.monitor(pid)
    Process.exit(pid, :kill)
    receive(do: ({:DOWN, ^ref, :process, ^pid, _reason} -> :ok))
  end

  defp total(name),
    do: for({^name, _labels, count} <- Facts.counters(), reduce: 0, do: (sum -> sum + count))
end
