defmodule BeamCluster.Shared.Frame do
  @moduledoc false
  # A core with its peers: turns what happens to nodes into events of the core, and effects of the core into messages. Pure.

  alias BeamCluster.Clock
  alias BeamCluster.Shared.{Core, Peers}

  @enforce_keys [:core, :state, :peers]
  defstruct [:core, :state, :peers]

  @type t :: %__MODULE__{core: module, state: Core.state(), peers: Peers.t()}

  @typedoc "`{:beat, connected}` comes each second; the other events that a core does not have are those of the VM."
  @type event ::
          {:up | :down, node}
          | {:beat, [node]}
          | {:message, term}
          | Core.event()

  @typedoc "Messages to send, and the effects of the core but its casts."
  @type effect :: Peers.send() | Core.effect()

  @doc "The first state, and what is to be done."
  @spec new(module, tag :: atom, {node, incarnation :: term}, options :: term, Clock.t()) ::
          {t, [effect]}
  def new(core, tag, {node, incarnation} = self, options, now) do
    {state, effects} = core.init(self, options, now)
    frame = %__MODULE__{core: core, state: state, peers: Peers.new(tag, node, incarnation)}
    carry(frame, effects, [])
  end

  @doc "Takes an event, and gives what is to be done in its order."
  @spec step(t, event, Clock.t()) :: {t, [effect]}
  def step(frame, event, now) do
    case peers(frame.peers, event) do
      {peers, events, sends} -> steps(%{frame | peers: peers}, events, now, sends)
      :of_the_core -> steps(frame, [event], now, [])
    end
  end

  defp peers(peers, {:up, node}), do: Peers.up(peers, node)
  defp peers(peers, {:down, node}), do: Peers.down(peers, node)
  defp peers(peers, {:beat, connected}), do: Peers.beat(peers, connected)
  defp peers(peers, {:message, message}), do: Peers.hear(peers, message)
  defp peers(_peers, _other), do: :of_the_core

  defp steps(frame, events, now, effects) do
    Enum.reduce(events, {frame, effects}, fn event, {frame, done} ->
      {state, effects} = frame.core.step(frame.state, event, now)
      carry(%{frame | state: state}, effects, done)
    end)
  end

  defp carry(frame, effects, done) do
    {frame, lists} = Enum.reduce(effects, {frame, [done]}, &translate/2)
    {frame, lists |> Enum.reverse() |> Enum.concat()}
  end

  defp translate({:cast, payload}, {frame, lists}) do
    {peers, sends} = Peers.cast(frame.peers, payload)
    {%{frame | peers: peers}, [sends | lists]}
  end

  defp translate({:tell, node, payload}, {frame, lists}),
    do: {frame, [Peers.tell(frame.peers, node, payload) | lists]}

  defp translate(effect, {frame, lists}), do: {frame, [[effect] | lists]}
end
