defmodule BeamCluster.Singleton.Core do
  @moduledoc false
  # Which node owns. Each node says its status, each second and at each change, and all follows from what the peers said last:
  #
  #   * A node that could own claims: the one that started last, among those that it sees.
  #   * A node grants one claim at a time. The grant ends when the claim does, or when its node has been gone for `takeover_after`.
  #   * A claim of which all peers and, with `:stop`, more than half of the base have granted becomes an ownership: the child starts.
  #   * An ownership ends with the child: it is stopped where a rival goes before it, where too few grants are left, and in a drain. The claim
  #     ends when the child has stopped.
  #
  # A node that has just started does not know what it granted before. So its grant is no vote until it has met all that DNS lists, or for as
  # long as an owner may take to notice that it lost a peer and to stop.

  @behaviour BeamCluster.Shared.Core

  alias BeamCluster.Singleton.{Base, Decision, Runner, Status}

  # Until the pod is ready and listed; from then on, it looks at each repetition.
  @look_ms 100
  # A status that got lost comes again.
  @repeat_ms 1_000
  # A child that fails here may run elsewhere: this node waits so long, twice as long each time, and begins anew after a run of `@sound_ms`.
  @again_ms 1_000
  @again_most_ms 60_000
  @sound_ms 60_000

  @enforce_keys [:node, :incarnation, :on_minority, :takeover_ms, :boot_ms, :silent]
  defstruct [:node, :incarnation, :on_minority, :takeover_ms, :boot_ms, :silent] ++
              [
                stage: :joining,
                settled: false,
                booted: false,
                greeted: false,
                peers: %{},
                mute: %{},
                base: Base.new()
              ] ++
              [claim: nil, child: :none, pid: nil, grant: nil, gone_at: nil, note: nil] ++
              [failures: 0, again_at: nil, started_at: nil, leavers: [], last_id: nil] ++
              [starts: 0, none_since: nil, said: nil, reported: nil]

  @typedoc """
  `peers` is `%{incarnation:, status:, missed:}` by node, with the seconds for which a peer has said nothing; those that say nothing for longer than
  a node can be paused are `mute`: their node is there, and the singleton is not. `gone_at` is when the node that
  this one has granted was lost. `child` is `:none`, or `:running` or `:stopping` with the number of its claim. `said` and `reported` are the last status and report.
  """
  @type t :: %__MODULE__{}

  @impl true
  def init({node, incarnation}, options, {mono, _wall} = now) do
    state = %__MODULE__{
      node: node,
      incarnation: incarnation,
      on_minority: options.on_minority,
      takeover_ms: if(options.on_minority == :run, do: 0, else: options.takeover_ms),
      boot_ms: options.boot_ms,
      silent: div(options.silent_ms, @repeat_ms) + 1,
      last_id: mono,
      greeted: options.meet_ms == 0
    }

    {state, effects} = Decision.decide(state, now)
    timers = [{:timer, :look, @look_ms}, {:timer, :repeat, @repeat_ms}]
    boot = [{:timer, :boot, state.boot_ms}, {:timer, :meet, options.meet_ms}]
    {state, [:look | boot] ++ timers ++ effects}
  end

  @impl true
  def step(state, event, {mono, _wall} = now) do
    {state, effects} = take(state, event, mono)
    {state, more} = Decision.decide(state, now)
    {state, effects ++ more}
  end

  defp take(state, {:met, node, incarnation}, now) do
    peer = %{incarnation: incarnation, status: nil, missed: 0}
    # What it heard of this node may be void.
    {put_peer(%{state | base: Base.met(state.base, node, now)}, node, peer),
     [{:tell, node, Status.payload(Decision.status(state))}]}
  end

  defp take(state, {:lost, node, _incarnation}, now) do
    {peer, peers} = Map.pop(state.peers, node)
    state = %{state | peers: peers, mute: Map.delete(state.mute, node)}

    # One that leaves while it still claims has been killed.
    case peer do
      %{status: %{stage: :leaving, claim: nil}} -> {state, []}
      _no_word -> {%{state | base: Base.lost(state.base, node, now)}, []}
    end
  end

  defp take(%{mute: mute} = state, {:heard, node, _said} = event, now)
       when is_map_key(mute, node) do
    {peer, mute} = Map.pop(mute, node)
    take(put_peer(%{state | mute: mute}, node, peer), event, now)
  end

  defp take(state, {:heard, node, {:status, said}}, now) do
    case {Status.read(said), state.peers} do
      {%Status{} = status, %{^node => peer}} ->
        base =
          if status.stage == :leaving and status.claim == nil,
            do: Base.left(state.base, node, now),
            else: Base.met(state.base, node, now)

        state = put_peer(state, node, %{peer | status: status, missed: 0})
        {%{state | base: base, note: latest(state.note, status.note)}, []}

      _unknown ->
        {state, []}
    end
  end

  defp take(state, {:local, {:looked, stage, listed}}, now) do
    stage = if state.stage == :joining and stage == :ready, do: :staying, else: state.stage
    base = if listed == :unknown, do: state.base, else: Base.list(state.base, listed, now)
    {%{state | stage: stage, base: base}, []}
  end

  defp take(%{child: {_, id}} = state, {:local, {:runs, id, pid}}, _now),
    do: {%{state | pid: pid}, []}

  defp take(%{child: {_, id}} = state, {:local, {:stopped, id, why}}, now),
    do: {stopped(state, why, now), []}

  defp take(state, {:call, ref, {:note, note}}, _now) when is_integer(note),
    do: {%{state | note: note}, [{:reply, ref, :ok}]}

  defp take(state, {:call, ref, :leave}, _now),
    do: {%{state | stage: :leaving, leavers: [ref | state.leavers]}, []}

  defp take(state, :draining, _now), do: {%{state | stage: :leaving}, []}
  defp take(state, {:timer, :look}, _now), do: {state, [:look, {:timer, :look, look_ms(state)}]}
  defp take(state, {:timer, :boot}, _now), do: {%{state | booted: true}, []}

  defp take(state, {:timer, :meet}, _now), do: {%{state | greeted: true}, []}

  defp take(state, {:timer, :repeat}, now) do
    peers = Map.new(state.peers, fn {node, peer} -> {node, %{peer | missed: peer.missed + 1}} end)
    {mute, peers} = Enum.split_with(peers, fn {_node, peer} -> peer.missed > state.silent end)
    state = %{state | peers: Map.new(peers), mute: Map.merge(state.mute, Map.new(mute)), said: nil}
    {%{state | base: Base.tidy(state.base, now)}, [{:timer, :repeat, @repeat_ms}]}
  end

  # A timer whose time has come is looked at below, and a newer version on another node may say more than this one understands.
  defp take(state, _other, _now), do: {state, []}

  @impl true
  def warm?(_state), do: true

  @impl true
  defdelegate perform(effect, name), to: Runner

  defp put_peer(state, node, peer),
    do: %{state | peers: Map.put(state.peers, node, peer), mute: Map.delete(state.mute, node)}

  defp look_ms(%{stage: :joining}), do: @look_ms
  defp look_ms(%{base: %{listed: :unknown}}), do: @look_ms
  defp look_ms(_ready), do: @repeat_ms

  defp latest(nil, note), do: note
  defp latest(note, nil), do: note
  defp latest(one, other), do: max(one, other)

  defp stopped(state, why, now) do
    sound? = state.started_at != nil and now - state.started_at >= @sound_ms

    failures =
      cond do
        why != :failed -> 0
        sound? -> 1
        true -> state.failures + 1
      end

    pause = if why == :failed, do: min(@again_ms * 2 ** min(failures - 1, 6), @again_most_ms)
    again_at = pause && now + pause
    state = %{state | claim: nil, grant: nil, child: :none, pid: nil}
    %{state | failures: failures, again_at: again_at, started_at: nil}
  end
end
