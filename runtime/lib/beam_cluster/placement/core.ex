defmodule BeamCluster.Placement.Core do
  @moduledoc false
  # Which nodes have keys, and the handing over of what they hold.
  #
  # | payload | what it says |
  # |---|---|
  # | `{:status, status, fingerprint}` | I am `:joining`, `:staying` or `:leaving`, and this is my view; each second |
  # | `{:take, id, key, state}` | this key is yours now |
  # | `{:took, id, taken?}` | I have it, or could not take it |
  #
  # A node has keys while it stays; one that stays until then goes on to count until it says otherwise. A key is handed over by itself: it is
  # given, taken, and only then dropped. So whatever is lost on the way is still where it was.

  @behaviour BeamCluster.Shared.Core

  alias BeamCluster.Placement.{Members, Mover}

  @look_ms 100
  # A status that got lost comes again.
  @repeat_ms 1_000
  # Joins come in bursts: what moves is decided once.
  @settle_ms 50
  # A process may have asked for the node of a key just before that changed, and put it here just after.
  @sweep_ms 60_000
  # A key for which no node has answered.
  @again_ms 5_000
  @at_once 8

  @enforce_keys [:node, :handoff?]
  defstruct [:node, :handoff?, status: :joining, peers: %{}, view: [], differs_since: nil] ++
              [round: 0, waiting: [], moving: %{}, listing: nil, leavers: [], moved: 0]

  @typedoc """
  `peers` is `{status, fingerprint}` by node. `waiting` are keys to hand over, `moving` those on their way:
  `%{key => {id, since}}`; `listing` is the round of which the keys are asked for. `leavers` are the calls that wait until all is handed over.
  """
  @type t :: %__MODULE__{}

  @impl true
  def init({node, _incarnation}, %{handoff?: handoff?}, _now) do
    {state, effects} = look(%__MODULE__{node: node, handoff?: handoff?})
    {state, [{:timer, :repeat, @repeat_ms} | effects]}
  end

  @impl true
  def step(state, {:met, node, _incarnation}, now) do
    peers = Map.put(state.peers, node, {:joining, nil})
    # What was on its way to it may have got lost.
    {state, effects} = view(%{state | peers: peers}, now)
    {state, [{:tell, node, status(state)} | effects]}
  end

  def step(state, {:lost, node, _incarnation}, now),
    do: view(%{state | peers: Map.delete(state.peers, node)}, now)

  def step(state, {:heard, node, {:status, status, fingerprint}}, now)
      when status in [:joining, :staying, :leaving],
      do: view(%{state | peers: Map.put(state.peers, node, {status, fingerprint})}, now)

  def step(state, {:heard, node, {:take, id, key, value}}, _now),
    do: {state, [{:take, node, id, key, value}]}

  def step(state, {:heard, _node, {:took, id, taken?}}, now) do
    case Enum.find(state.moving, &match?({_key, {^id, _since}}, &1)) do
      {key, _on_its_way} when taken? == true ->
        moving = Map.delete(state.moving, key)
        {state, effects} = move(%{state | moving: moving, moved: state.moved + 1}, now)
        {state, [{:drop, key} | effects]}

      # Tried again when its time is over.
      _refused_or_late ->
        {state, []}
    end
  end

  # The other node may have had an older view, and then the key goes on.
  def step(state, {:local, {:took, node, id, key, taken?}}, _now) do
    further? = taken? and target(state, key) not in [nil, state.node]
    on = if further?, do: [{:timer, :settle, @settle_ms}], else: []
    {state, [{:tell, node, {:took, id, taken?}} | on]}
  end

  def step(%{status: :joining} = state, {:local, :ready}, now), do: become(state, :staying, now)

  def step(%{listing: round} = state, {:local, {:listed, round, keys}}, now)
      when is_integer(round) and is_list(keys) do
    waiting = for key <- keys, not is_map_key(state.moving, key), do: key
    move(%{state | listing: nil, waiting: waiting}, now)
  end

  def step(state, {:local, {:gave, key, id, given}}, now) do
    case {state.moving, given} do
      {%{^key => {^id, _since}}, {:ok, value}} ->
        {state, [{:tell, target(state, key), {:take, id, key, value}}]}

      {%{^key => {^id, _since}}, :none} ->
        move(%{state | moving: Map.delete(state.moving, key)}, now)

      _late ->
        {state, []}
    end
  end

  def step(%{status: :leaving} = state, :draining, _now), do: {state, []}
  def step(state, :draining, now), do: become(state, :leaving, now)

  def step(state, {:call, ref, :leave}, now) do
    {state, effects} = step(%{state | leavers: [ref | state.leavers]}, :draining, now)
    {state, done} = done(state)
    {state, effects ++ done}
  end

  def step(state, {:timer, :repeat}, _now),
    do: {state, [{:cast, status(state)}, {:timer, :repeat, @repeat_ms}]}

  def step(%{status: :joining} = state, {:timer, :look}, _now), do: look(state)

  def step(%{handoff?: true} = state, {:timer, :settle}, _now) do
    round = state.round + 1
    timers = [{:timer, :again, @again_ms}, {:timer, :settle, @sweep_ms}]
    {%{state | round: round, listing: round}, [{:list, round} | timers]}
  end

  def step(%{listing: nil} = state, {:timer, :again}, {mono, _wall} = now) do
    late = for {key, {_id, since}} <- state.moving, mono - since >= @again_ms, do: key
    state = %{state | moving: Map.drop(state.moving, late), waiting: late ++ state.waiting}
    {state, effects} = move(state, now)
    {state, if(busy?(state), do: [{:timer, :again, @again_ms} | effects], else: effects)}
  end

  # The keys were asked for, and no answer has come.
  def step(state, {:timer, :again}, now), do: step(state, {:timer, :settle}, now)

  # A newer version on another node may say more than this one understands.
  def step(state, _unknown, _now), do: {state, []}

  @impl true
  def warm?(_state), do: true

  @impl true
  defdelegate perform(effect, name), to: Mover

  @doc "What `/health` says."
  def report(state) do
    %{
      status: state.status,
      nodes: state.view,
      differs_since: state.differs_since,
      to_move: length(state.waiting) + map_size(state.moving),
      moved: state.moved
    }
  end

  defp look(state), do: {state, [:look, {:timer, :look, @look_ms}]}

  defp become(state, status, now) do
    {state, effects} = view(%{state | status: status}, now)
    # Whoever leaves hands over at once.
    settle = if status == :leaving, do: [{:timer, :settle, 0}], else: []
    {state, effects ++ [{:cast, status(state)}] ++ settle}
  end

  defp status(state), do: {:status, state.status, Members.fingerprint(state.view)}

  defp view(state, {mono, _wall}) do
    view = view_of(state)
    changed? = view != state.view
    state = %{state | view: view}
    state = %{state | differs_since: if(differs?(state), do: state.differs_since || mono)}
    report = {:view, report(state)}

    if changed?,
      do: {state, [report, {:cast, status(state)}, {:timer, :settle, @settle_ms}]},
      else: {state, [report]}
  end

  defp view_of(state) do
    staying = for {node, {:staying, _fingerprint}} <- state.peers, do: node
    if state.status == :staying, do: Enum.sort([state.node | staying]), else: Enum.sort(staying)
  end

  defp differs?(state) do
    own = Members.fingerprint(state.view)
    Enum.any?(state.peers, fn {_node, {status, other}} -> status == :staying and other != own end)
  end

  # Keys whose node is this one again are let go.
  defp move(%{waiting: [key | rest]} = state, {mono, _wall} = now)
       when map_size(state.moving) < @at_once do
    if target(state, key) in [nil, state.node] do
      move(%{state | waiting: rest}, now)
    else
      id = {state.round, key, mono}
      moving = Map.put(state.moving, key, {id, mono})
      {state, effects} = move(%{state | waiting: rest, moving: moving}, now)
      {state, [{:give, key, id} | effects]}
    end
  end

  defp move(state, _now) do
    {state, done} = done(state)
    {state, [{:view, report(state)} | done]}
  end

  defp target(%{view: []}, _key), do: nil
  defp target(state, key), do: Members.best(Members.hash(key), state.view)

  defp busy?(state), do: state.listing != nil or state.waiting != [] or state.moving != %{}

  defp done(%{leavers: [_ | _]} = state) do
    # Before the keys are listed there is nothing to see yet.
    nothing? = not state.handoff? or (state.round > 0 and not busy?(state))

    if nothing? and state.status == :leaving,
      do: {%{state | leavers: []}, for(ref <- state.leavers, do: {:reply, ref, :ok})},
      else: {state, []}
  end

  defp done(state), do: {state, []}
end
