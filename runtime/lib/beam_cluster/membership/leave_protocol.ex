defmodule BeamCluster.Membership.LeaveProtocol do
  @moduledoc false
  # What the monitors of other nodes say, and what this one says to them: see `BeamCluster.Membership.LeaveMessage`.
  #
  # Whoever joins is told by its peers who leaves or has just left, and soon after its join who begins to leave: a VM is
  # still there for a moment when its applications, this one among them, are down, and takes connections from those that it
  # can tell nothing any more. Peers that connected before the monitor was there to hear it are asked. And whoever is said to
  # leave is asked as well, for one that is here and does not leave says so.

  alias BeamCluster.{Clock, Discovery, Facts, Membership}
  alias BeamCluster.Membership.{LeaveMessage, Leaves, Recent}

  # For so long others tell who has left. Nor does anybody need to hear it more often.
  @just_now_ms 1_000

  @doc "Tells the other nodes that this one leaves."
  def announce_leave(config) do
    for node <- Membership.connected(),
        do: LeaveMessage.tell(node, {:leaving, node(), LeaveMessage.leave_ms(config)})

    :ok
  end

  @doc "Asks who leaves, which says that this node is here; where it leaves all the same, it says so behind that."
  def ask(nodes, config) do
    Enum.each(nodes, &LeaveMessage.tell(&1, {:leaving?, node()}))
    if Facts.get(:draining), do: announce_leave(config)
    :ok
  end

  @doc "Takes what another node says, whatever it is, and gives the state of the monitor behind it."
  def hear({:leaving, leaver, ms}, state)
      when is_atom(leaver) and leaver != node() and is_integer(ms) and ms > 0 do
    ms = LeaveMessage.clamp(ms)
    connected? = Membership.connected?(leaver)
    {heard, leaves} = Leaves.note(state.leaves, leaver, Clock.now() + ms, connected?, Clock.now())
    state = keep(state, leaver, leaves)

    if heard == :first and connected? do
      LeaveMessage.tell(leaver, {:staying?, node()})
      pass_on(state, leaver, ms)
    end

    state
  end

  # Whatever it said before its monitor started is void.
  def hear({:leaving?, asker}, state) when is_atom(asker) do
    state = void(state, asker)

    if Membership.connected?(asker) and not Recent.member?(state.answered, asker, @just_now_ms) do
      tell_who_leaves(state, asker)
      %{state | answered: Recent.add(state.answered, asker, @just_now_ms)}
    else
      state
    end
  end

  def hear({:staying?, asker}, state) when is_atom(asker) do
    if Membership.connected?(asker) and Facts.get(:draining) == nil,
      do: LeaveMessage.tell(asker, {:staying, node()})

    state
  end

  def hear({:staying, node}, state) when is_atom(node), do: void(state, node)

  # A newer version on another node may say more than this one understands.
  def hear(_unknown, state), do: state

  @doc "Tells a newcomer who leaves or has just left, and asks one that is said to leave itself; gives the state behind it."
  def greet(state, newcomer) do
    state = keep(state, newcomer, Leaves.come(state.leaves, newcomer))
    if leaving?(state, newcomer), do: LeaveMessage.tell(newcomer, {:staying?, node()})
    tell_who_leaves(state, newcomer)
    state
  end

  @doc "Whether that node is said to leave."
  def leaving?(state, node), do: Leaves.leaving?(state.leaves, node, Clock.now())

  @doc "That node is gone; gives the state behind it."
  def gone(state, node), do: keep(state, node, Leaves.done(state.leaves, node))

  # Also those whose join is not noted yet.
  defp tell_who_leaves(state, newcomer) do
    own = if Facts.get(:draining), do: [{node(), LeaveMessage.leave_ms(state.config)}], else: []
    others = Leaves.among(state.leaves, Membership.connected(), Clock.now())
    gone = for {node, _at} <- Recent.within(state.gone, @just_now_ms), do: {node, @just_now_ms}
    for {node, ms} <- own ++ others ++ gone, do: LeaveMessage.tell(newcomer, {:leaving, node, ms})
    :ok
  end

  defp void(state, node), do: keep(state, node, Leaves.void(state.leaves, node))

  # Who leaves tells those that it knows, and may be a dial behind this node in knowing who has come.
  defp pass_on(state, leaver, ms) do
    for {node, _at} <- Recent.within(state.met, state.config.connect_timeout),
        node != leaver,
        do: LeaveMessage.tell(node, {:leaving, leaver, ms})
  end

  # In the facts the next monitor finds it, and discovery.
  defp keep(%{leaves: same} = state, _node, same), do: state

  defp keep(state, node, leaves) do
    Facts.put(:leaves, leaves)
    Discovery.feed({:leaving, node})
    %{state | leaves: leaves}
  end
end
