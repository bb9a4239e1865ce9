defmodule BeamCluster.Discovery.Plan do
  @moduledoc false
  # What discovery does next, by what it knows: dials, look-ups, and when to think again.

  alias BeamCluster.Clock
  alias BeamCluster.Discovery.{Dial, NodeName, Peers, Report}
  alias BeamCluster.Dns.{Lookup, Schedule}

  @doc "Dials and asks what is due, and wakes the calling process by `{:timeout, timer, :go}` when something will be."
  def carry_out(%{stopped?: true} = state), do: arm(state, nil)

  def carry_out(state) do
    settled? = Peers.settled?(state.peers, Clock.now())
    schedule = Schedule.settle(state.schedule, state.peers.listed?, Clock.read())
    state = %{state | schedule: schedule} |> dial() |> look()
    state |> report({state.peers, state.schedule.cache.verdict, settled?}) |> arm(next_at(state))
  end

  defp report(%{reported: same} = state, same), do: state

  defp report(state, {peers, verdict, settled?} = view) do
    Report.view(state.config, peers, verdict, settled?)
    %{state | reported: view}
  end

  defp dial(state), do: state.peers |> Peers.due(Clock.now()) |> Enum.reduce(state, &dial/2)

  defp dial({ip, way}, state) do
    case NodeName.supply(state.config.basename, ip) do
      # It costs a name only if something listens there.
      :scarce ->
        dial(state, ip, careful(way))

      {:wait, ms} ->
        %{state | peers: Peers.nameless(state.peers, ip, ms, Clock.now(), :rand.uniform())}

      _plenty_or_known ->
        dial(state, ip, way)
    end
  end

  defp dial(state, ip, way) do
    {ref, overdue} = Dial.start(ip, way, state.config)
    dials = Map.put(state.dials, ref, {ip, Clock.now(), overdue})
    %{state | dials: dials, peers: Peers.dialing(state.peers, ip, Clock.now())}
  end

  defp careful(:direct), do: {:probe, 0}
  defp careful(probe), do: probe

  defp look(%{lookup: nil} = state) do
    {at, question} = Schedule.next(state.schedule)
    if at <= Clock.now(), do: look(state, question), else: state
  end

  defp look(state), do: state

  defp look(state, question) do
    {_pid, ref} = Lookup.start(question, state.config)
    %{state | lookup: {ref, question}}
  end

  defp next_at(state) do
    {look_at, _question} = Schedule.next(state.schedule)
    # While a look-up runs, its answer plans the next one.
    look_at = if state.lookup, do: nil, else: look_at

    [look_at, Peers.next_at(state.peers, Clock.now())]
    |> Enum.reject(&is_nil/1)
    |> Enum.min(fn -> nil end)
  end

  defp arm(state, at) do
    if state.timer, do: Process.cancel_timer(state.timer)
    %{state | timer: at && :erlang.start_timer(max(at - Clock.now(), 1), self(), :go)}
  end
end
