defmodule BeamCluster.Singleton.Election do
  @moduledoc false
  # Who may own: what the claims and the grants of all peers say of this node's own claim. Pure.

  alias BeamCluster.Singleton.{Base, Status}

  @doc """
  Claims of others, as far as peers say so. A peer that has granted a node that is a peer of this one as well is not asked about it: that
  node itself is.
  """
  @spec rivals(map) :: [Status.grant()]
  def rivals(state) do
    peers = state.peers

    claims =
      for {node, %{status: %{claim: {id, since}}} = peer} <- peers,
          do: {node, peer.incarnation, id, since}

    grants =
      for {_node, %{status: %{grant: {to, _, _, _} = grant}}} <- peers,
          to != state.node and counts?(state, to),
          do: grant

    claims ++ grants
  end

  defp counts?(state, to) do
    case state.peers do
      %{^to => %{status: nil}} -> true
      %{^to => _heard} -> false
      _no_peer -> not Base.left?(state.base, to)
    end
  end

  @doc "This node's claim in the form of a grant."
  def own(%{claim: {id, since}} = state), do: {state.node, state.incarnation, id, since}

  @doc "The peers that have granted this node's claim. That of a node which is not settled is no vote: it may have forgotten another one."
  @spec granting(map) :: [node]
  def granting(%{claim: {id, _since}, node: self, incarnation: incarnation} = state) do
    for {node, %{status: %{grant: {^self, ^incarnation, ^id, _}, stage: stage}}} <- state.peers,
        stage != :leaving,
        do: node
  end

  def granting(_no_claim), do: []

  defp votes(state) do
    for node <- granting(state), state.peers[node].status.settled, do: node
  end

  @doc "Whether the peers that could grant would be enough."
  def possible?(%{on_minority: :run}, _now), do: true

  def possible?(state, now) do
    could =
      for {node, %{status: %{settled: true, stage: stage}}} <- state.peers,
          stage != :leaving,
          do: node

    majority?(state, could, Base.all(state.base, now))
  end

  @doc "Whether the grants that this node has are enough to begin."
  def enough?(%{on_minority: :run}, _now), do: true
  def enough?(state, now), do: majority?(state, votes(state), Base.all(state.base, now))

  @doc "Whether they are enough to go on."
  def still_enough?(%{on_minority: :run}, _now), do: true

  def still_enough?(state, now) do
    votes = votes(state)
    others = Base.settled(state.base, Enum.map(votes, &Atom.to_string/1), now)
    majority?(state, votes, others)
  end

  @doc "Whether each peer has granted this node's claim. One that leaves need not: it may have nothing to say any more."
  def all_granted?(state) do
    granting = granting(state)

    Enum.all?(state.peers, fn {node, peer} ->
      case peer.status do
        nil -> false
        %{stage: :leaving} -> true
        _stays -> node in granting
      end
    end)
  end

  @doc "Whether this node goes before all peers that could own as well."
  def first?(state) do
    Enum.all?(state.peers, fn {node, peer} ->
      case peer.status do
        nil -> false
        %{able: true} -> {state.incarnation, state.node} > {peer.incarnation, node}
        _not_able -> true
      end
    end)
  end

  @doc "The claim of a peer that goes before all others, or nil."
  @spec candidate(map) :: Status.grant() | nil
  def candidate(state) do
    claims =
      for {node, %{status: %{claim: {id, since}}} = peer} <- state.peers,
          do: {node, peer.incarnation, id, since}

    Enum.reduce(claims, nil, fn claim, best ->
      if best == nil or Status.before?(claim, best), do: claim, else: best
    end)
  end

  # With half of them, the half with the lowest name wins.
  defp majority?(state, nodes, others) do
    nodes = Enum.map(nodes, &Atom.to_string/1)
    self = Atom.to_string(state.node)
    base = [self | others]
    votes = if state.settled, do: [self | nodes], else: nodes

    case 2 * length(votes) - length(base) do
      0 -> Enum.min(base) in votes
      more -> more > 0
    end
  end
end
