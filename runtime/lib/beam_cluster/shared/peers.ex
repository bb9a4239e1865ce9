defmodule BeamCluster.Shared.Peers do
  @moduledoc false
  # Which nodes count as peers of a primitive, and what of their casts got lost. Pure.
  #
  # A node that is connected does not count yet: its application may not have started the primitive, or may be of a version without it. It
  # counts once the primitive itself has said hello. A pod's address comes back with another VM, so each start has an incarnation.
  #
  # | message | what it says |
  # |---|---|
  # | `{tag, 1, from, incarnation, {:hello, sequence, known}}` | I am here, and my last cast had this number. `known` is the incarnation of you that I know, or nil |
  # | `{tag, 1, from, incarnation, {:cast, sequence, payload}}` | to all peers. A number that is left out got lost |
  # | `{tag, 1, from, incarnation, {:tell, payload}}` | to one peer |
  #
  # A hello goes to each node that connects, and each second to all, so a lost cast shows within a second even where it was the last.

  @version 1

  @enforce_keys [:tag, :node, :incarnation]
  defstruct [:tag, :node, :incarnation, sequence: 0, connected: MapSet.new(), known: %{}]

  @type t :: %__MODULE__{
          tag: atom,
          node: node,
          incarnation: term,
          sequence: non_neg_integer,
          connected: MapSet.t(node),
          known: %{node => {incarnation :: term, sequence :: non_neg_integer}}
        }

  @type send :: {:send, node, message :: tuple}
  @type event :: BeamCluster.Shared.Core.event()

  @doc "No peers yet."
  @spec new(atom, node, incarnation :: term) :: t
  def new(tag, node, incarnation),
    do: %__MODULE__{tag: tag, node: node, incarnation: incarnation}

  @doc "That node is connected now."
  @spec up(t, node) :: {t, [event], [send]}
  def up(peers, node) do
    peers = %{peers | connected: MapSet.put(peers.connected, node)}
    {peers, [], [hello(peers, node)]}
  end

  @doc "That node is gone."
  @spec down(t, node) :: {t, [event], [send]}
  def down(peers, node) do
    {peers, events} = forget(peers, node)
    {%{peers | connected: MapSet.delete(peers.connected, node)}, events, []}
  end

  @doc "Compares with the nodes that are connected now, and says hello to each."
  @spec beat(t, [node]) :: {t, [event], [send]}
  def beat(peers, connected) do
    gone = Enum.reject(Map.keys(peers.known), &(&1 in connected))
    {peers, events} = Enum.reduce(gone, {peers, []}, &forget_one/2)
    peers = %{peers | connected: MapSet.new(connected)}
    {peers, events, Enum.map(connected, &hello(peers, &1))}
  end

  @doc "Takes a message of a connected node, whatever it is."
  @spec hear(t, message :: term) :: {t, [event], [send]}
  def hear(%{tag: tag} = peers, {tag, @version, from, incarnation, body})
      when is_atom(from) and from != peers.node do
    case {body, peers.known} do
      {{:hello, sequence, known}, _} when is_integer(sequence) ->
        greeted(peers, from, incarnation, sequence, known)

      {{:cast, sequence, payload}, %{^from => {^incarnation, last}}} when is_integer(sequence) ->
        cast(peers, from, incarnation, sequence, payload, last)

      {{:tell, payload}, %{^from => {^incarnation, _last}}} ->
        {peers, [{:heard, from, payload}], []}

      _unknown ->
        {peers, [], []}
    end
  end

  # A newer version may say more than this one understands.
  def hear(peers, _unknown), do: {peers, [], []}

  @doc "A message to each peer, with the next number."
  @spec cast(t, payload :: term) :: {t, [send]}
  def cast(peers, payload) do
    peers = %{peers | sequence: peers.sequence + 1}
    message = message(peers, {:cast, peers.sequence, payload})
    {peers, for(node <- Map.keys(peers.known), do: {:send, node, message})}
  end

  @doc "A message to one peer; nothing where it does not count."
  @spec tell(t, node, payload :: term) :: [send]
  def tell(peers, node, payload) when is_map_key(peers.known, node),
    do: [{:send, node, message(peers, {:tell, payload})}]

  def tell(_peers, _node, _payload), do: []

  defp greeted(peers, from, incarnation, sequence, known) do
    before = peers.known[from]
    peers = %{peers | connected: MapSet.put(peers.connected, from)}
    {replaced, events} = if same?(before, incarnation), do: {peers, []}, else: forget(peers, from)

    # It asks anew, so what it had of this node is gone, and what it sent may be as well.
    news =
      case before do
        {^incarnation, ^sequence} when known != nil -> []
        {^incarnation, _last} when known != nil -> [{:missed, from}]
        _new -> [{:met, from, incarnation}]
      end

    peers = %{replaced | known: Map.put(replaced.known, from, {incarnation, sequence})}
    reply = if known == peers.incarnation, do: [], else: [hello(peers, from)]
    {peers, events ++ news, reply}
  end

  defp same?({incarnation, _sequence}, incarnation), do: true
  defp same?(_other, _incarnation), do: false

  defp cast(peers, _from, _incarnation, sequence, _payload, last) when sequence <= last,
    do: {peers, [], []}

  defp cast(peers, from, incarnation, sequence, payload, last) do
    lost = if sequence == last + 1, do: [], else: [{:missed, from}]
    peers = %{peers | known: Map.put(peers.known, from, {incarnation, sequence})}
    {peers, lost ++ [{:heard, from, payload}], []}
  end

  defp forget_one(node, {peers, events}) do
    {peers, more} = forget(peers, node)
    {peers, events ++ more}
  end

  defp forget(peers, node) do
    case Map.pop(peers.known, node) do
      {nil, _known} -> {peers, []}
      {{incarnation, _last}, known} -> {%{peers | known: known}, [{:lost, node, incarnation}]}
    end
  end

  defp hello(peers, node) do
    known = with {incarnation, _last} <- peers.known[node], do: incarnation
    {:send, node, message(peers, {:hello, peers.sequence, known})}
  end

  defp message(peers, body), do: {peers.tag, @version, peers.node, peers.incarnation, body}
end
