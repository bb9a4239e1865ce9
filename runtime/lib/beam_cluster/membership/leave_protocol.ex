defmodule BeamCluster.Membership.LeaveProtocol do
  @moduledoc false
  # What the memberships of the nodes say to each other about leaves: see `BeamCluster.Membership.LeaveMessage`.
  #
  # A new node hears from its peers which nodes leave or have just left, and soon after its join which nodes begin to leave. It cannot always
  # hear that from the node itself: when the applications of a VM are down, this one among them, the VM still takes connections for a moment
  # and can say nothing any more. Peers that connected before this membership started are asked. A node that is said to leave is asked as
  # well, because a node that is here and does not leave says so.

  alias BeamCluster.{Clock, Discovery, Facts, Membership}
  alias BeamCluster.Membership.{LeaveMessage, Leaves, Recent}

  # For how long a node passes on that another one has left, and how often it answers the same question.
  @just_now_ms 1_000

  @doc "Announces to the other nodes that this one leaves."
  def announce_leave(config) do
    for node <- Membership.connected(),
        do: LeaveMessage.send(node, {:leaving, node(), LeaveMessage.leave_ms(config)})

    :ok
  end

  @doc "Asks which nodes leave. The question says that this node is here, so a node that drains announces that behind it."
  def ask(nodes, config) do
    Enum.each(nodes, &LeaveMessage.send(&1, {:leaving?, node()}))
    if Facts.get(:draining), do: announce_leave(config)
    :ok
  end

  @doc "Takes what another node says, whatever it is, and gives the next state of the membership."
  def hear({:leaving, leaver, ms}, state)
      when is_atom(leaver) and leaver != node() and is_integer(ms) and ms > 0 do
    ms = LeaveMessage.clamp(ms)
    connected? = Membership.connected?(leaver)
    {heard, leaves} = Leaves.note(state.leaves, leaver, Clock.now() + ms, connected?, Clock.now())
    state = keep(state, leaver, leaves)

    if heard == :first and connected? do
      LeaveMessage.send(leaver, {:staying?, node()})
      pass_on(state, leaver, ms)
    end

    state
  end

  # Whatever the node announced before its membership started is void.
  def hear({:leaving?, asker}, state) when is_atom(asker) do
    state = void(state, asker)

    if Membership.connected?(asker) and not Recent.member?(state.answered, asker, @just_now_ms) do
      report_leaves(state, asker)
      %{state | answered: Recent.add(state.answered, asker, @just_now_ms)}
    else
      state
    end
  end

  def hear({:staying?, asker}, state) when is_atom(asker) do
    if Membership.connected?(asker) and Facts.get(:draining) == nil,
      do: LeaveMessage.send(asker, {:staying, node()})

    state
  end

  def hear({:staying, node}, state) when is_atom(node), do: void(state, node)

  # A newer version on another node may say more than this one understands.
  def hear(_unknown, state), do: state

  @doc "Tells a new node which nodes leave or have just left, and asks it whether it stays if it is said to leave. Gives the next state."
  def greet(state, newcomer) do
    state = keep(state, newcomer, Leaves.come(state.leaves, newcomer))
    if leaving?(state, newcomer), do: LeaveMessage.send(newcomer, {:staying?, node()})
    report_leaves(state, newcomer)
    state
  end

  @doc "Whether that node is said to leave."
  def leaving?(state, node), do: Leaves.leaving?(state.leaves, node, Clock.now())

  @doc "That node is gone. Gives the next state."
  def gone(state, node), do: keep(state, node, Leaves.done(state.leaves, node))

  # Also those whose join is not announced yet.
  defp report_leaves(state, newcomer) do
    own = if Facts.get(:draining), do: [{node(), LeaveMessage.leave_ms(state.config)}], else: []
    others = Leaves.among(state.leaves, Membership.connected(), Clock.now())
    gone = for {node, _at} <- Recent.within(state.gone, @just_now_ms), do: {node, @just_now_ms}
    for {node, ms} <- own ++ others ++ gone, do: LeaveMessage.send(newcomer, {:leaving, node, ms})
    :ok
  end

  defp void(state, node), do: keep(state, node, Leaves.void(state.leaves, node))

  # A node that leaves tells those that it knows, and may learn of a new node one dial later than this one.
  defp pass_on(state, leaver, ms) do
    for {node, _at} <- Recent.within(state.met, state.config.connect_timeout),
        node != leaver,
        do: LeaveMessage.send(node, {:leaving, leaver, ms})
  end

  # The next membership finds it in the facts, and so does discovery.
  defp keep(%{leaves: same} = state, _node, same), do: state

  defp keep(state, node, leaves) do
    Facts.put(:leaves, leaves)
    Discovery.feed({:leaving, node})
    %{state | leaves: leaves}
  end
end
