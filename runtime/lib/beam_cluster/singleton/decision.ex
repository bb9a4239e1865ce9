defmodule BeamCluster.Singleton.Decision do
  @moduledoc false
  # What follows from what a node knows of its peers: whether it is settled, whom it grants, and whether it claims, owns or gives up. Pure.

  alias BeamCluster.Clock
  alias BeamCluster.Singleton.{Base, Election, Status}

  @doc "What follows at this time: the next state and what is to be done."
  @spec decide(map, Clock.t()) :: {map, [term]}
  def decide(state, {mono, wall}) do
    {state, grants} = state |> settle() |> keep_grant(mono)
    {state, stops} = step_down(state, mono)
    {state, claims} = state |> grant() |> claim(mono)
    {state, starts} = own(state, mono, wall)
    {state, said} = say(state, mono)
    {state, done} = done(state)
    {state, grants ++ stops ++ claims ++ said ++ starts ++ done}
  end

  # It is known who owns where all that DNS lists have said so. One that has come too recently for DNS says hello within a moment.
  defp settle(%{settled: true} = state), do: state

  defp settle(state) do
    heard = for {node, %{status: %Status{}}} <- state.peers, do: Atom.to_string(node)
    listed = state.base.listed
    known? = is_list(listed) and Enum.all?(listed -- heard, &Base.left?(state.base, &1))
    known? = known? and state.greeted
    %{state | settled: state.booted or (known? and map_size(state.peers) == length(heard))}
  end

  # The grant of another node's claim: it lasts for as long as the claim.
  defp keep_grant(%{grant: nil} = state, _now), do: {state, []}
  defp keep_grant(%{claim: {_, _}} = state, _now), do: {state, []}

  defp keep_grant(%{grant: {node, incarnation, _id, _since}} = state, now) do
    case state.peers do
      %{^node => %{incarnation: ^incarnation, status: %{claim: {id, since}}}} ->
        {prefer(%{state | grant: {node, incarnation, id, since}, gone_at: nil}), []}

      %{^node => %{incarnation: ^incarnation, status: nil}} ->
        {state, []}

      # It has no claim any more, or another VM has its name.
      %{^node => _other} ->
        {free(state), []}

      _gone ->
        gone(state, now)
    end
  end

  # Two owned in two parts, and are both peers of this one now.
  defp prefer(state) do
    case Election.candidate(state) do
      {_, _, _, since} = owner when since != nil ->
        if Status.before?(owner, state.grant), do: %{state | grant: owner}, else: state

      _asks ->
        state
    end
  end

  defp gone(%{gone_at: nil, takeover_ms: 0} = state, _now), do: {free(state), []}

  defp gone(%{gone_at: nil} = state, now),
    do: {%{state | gone_at: now}, [{:timer, :takeover, state.takeover_ms}]}

  defp gone(state, now) do
    left = state.gone_at + state.takeover_ms - now
    if left <= 0, do: {free(state), []}, else: {state, [{:timer, :takeover, left}]}
  end

  defp free(state), do: %{state | grant: nil, gone_at: nil}

  # Gives a claim up, or stops the child first.
  defp step_down(%{claim: nil} = state, _now), do: {state, []}
  defp step_down(%{child: {:stopping, _id}} = state, _now), do: {state, []}

  defp step_down(state, now) do
    own = Election.own(state)
    beaten? = Enum.any?(Election.rivals(state), &Status.before?(&1, own))

    cond do
      state.child == :none and (beaten? or not able?(state, now)) ->
        {%{state | claim: nil, grant: nil}, []}

      state.child == :none ->
        {state, []}

      beaten? or state.stage == :leaving or not Election.still_enough?(state, now) ->
        {:running, id} = state.child
        {%{state | child: {:stopping, id}}, [{:stop, id}]}

      true ->
        {state, []}
    end
  end

  defp grant(%{grant: nil, claim: nil} = state), do: %{state | grant: Election.candidate(state)}
  defp grant(state), do: state

  defp claim(%{claim: nil, grant: nil, child: :none} = state, now) do
    if able?(state, now) and Election.first?(state) and Election.rivals(state) == [] do
      id = max(now, state.last_id + 1)
      grant = {state.node, state.incarnation, id, nil}
      {%{state | claim: {id, nil}, grant: grant, last_id: id}, []}
    else
      again(state, now)
    end
  end

  defp claim(state, now), do: again(state, now)

  defp again(%{again_at: at} = state, now) when at != nil and at > now,
    do: {state, [{:timer, :again, at - now}]}

  defp again(state, _now), do: {%{state | again_at: nil}, []}

  # Somebody must know what was granted before.
  defp able?(state, now) do
    waits? = state.again_at != nil and state.again_at > now

    known? =
      state.settled or Enum.any?(state.peers, &match?({_node, %{status: %{settled: true}}}, &1))

    state.stage == :staying and not waits? and known? and counted?(state) and
      Election.possible?(state, now)
  end

  # Without an answer of DNS nobody knows how many there are.
  defp counted?(%{on_minority: :run}), do: true
  defp counted?(state), do: state.booted or state.base.listed != :unknown

  defp own(%{claim: {id, nil}, child: :none} = state, now, wall) do
    if Election.rivals(state) == [] and Election.all_granted?(state) and
         Election.enough?(state, now) do
      grant = {state.node, state.incarnation, id, wall}
      state = %{state | claim: {id, wall}, grant: grant, child: {:running, id}, started_at: now}
      state = %{state | starts: state.starts + 1}
      {state, [{:start, id}]}
    else
      {state, []}
    end
  end

  defp own(state, _now, _wall), do: {state, []}

  defp say(state, now) do
    status = status(state, now)
    report = report(state, now)
    state = %{state | none_since: report.none_since}
    said = if status == state.said, do: [], else: [{:cast, Status.payload(status)}]
    reported = if report == state.reported, do: [], else: [{:report, report}]
    {%{state | said: status, reported: report}, reported ++ said}
  end

  @doc "What this node said of itself last."
  @spec status(map) :: Status.t()
  def status(%{said: %Status{} = status}), do: status
  def status(state), do: status(state, nil)

  defp status(state, now) do
    %Status{
      stage: state.stage,
      settled: state.settled,
      able: now != nil and state.child == :none and able?(state, now),
      claim: state.claim,
      grant: state.grant,
      pid: state.pid,
      note: state.note
    }
  end

  defp done(%{leavers: [_ | _], child: :none} = state),
    do: {%{state | leavers: []}, for(ref <- state.leavers, do: {:reply, ref, :ok})}

  defp done(state), do: {state, []}

  defp report(state, now) do
    {owner, since, pid} = owner(state)

    %{
      none_since: if(owner == nil, do: state.none_since || now),
      starts: state.starts,
      stage: state.stage,
      owner: owner,
      since: since,
      pid: pid,
      note: state.note,
      failures: state.failures,
      peers: map_size(state.peers)
    }
  end

  # A peer that owns, or else one that another peer knows of.
  defp owner(%{child: {_running, _id}, claim: {_, since}} = state),
    do: {state.node, since, state.pid}

  defp owner(state) do
    owners = for {_, _, _, since} = rival <- Election.rivals(state), since != nil, do: rival

    case Enum.sort(owners, &Status.before?/2) do
      [] -> {nil, nil, nil}
      [{node, _, _, since} | _] -> {node, since, pid(state.peers[node])}
    end
  end

  defp pid(%{status: %{pid: pid}}), do: pid
  defp pid(_no_peer), do: nil
end
