defmodule BeamCluster.Test.Simulator do
  @moduledoc """
  Runs the frames of several nodes in virtual time, against a history of faults.

  A history is plain data from a seed: `%{seed:, nodes:, without:, skews:, delay:, events: [{ms, event}]}`. `delay` is the most that a message
  takes, `:tail` for how long it goes on after the last event, and `without` is a node that does not have the primitive. Chance is a hash of the seed, the time and what it is about, so the rest stays the
  same where an event is left out.

  | event | what happens |
  |---|---|
  | `{:start, node}` | its VM starts, under an incarnation of its own, and connects to all that it can reach |
  | `{:crash, node}` | it is gone; its peers notice within 5 ms |
  | `{:leave, node}` | it drains, and is gone a second later |
  | `{:cut, a, b}` | nothing passes, and each side notices after 0.75 to 1.25 tick times; until then messages wait |
  | `{:heal, a, b}` | the link is whole again; they connect if a side had noticed |
  | `{:delay, a, b, more, ms}` | messages take longer, for so long |
  | `{:busy, a, b, ms}` | what `a` sends to `b` is not sent |
  | `{:pause, node, ms}` | it does nothing, and then all that it missed |
  | `{:act, node, action}` | the application does something |

  A spec says what runs, and judges: see the callbacks. Links are FIFO.
  """

  alias BeamCluster.Shared.Frame
  alias BeamCluster.Test.Simulator.Links

  @type history :: %{
          seed: integer,
          nodes: [node],
          without: node | nil,
          skews: %{node => integer},
          delay: pos_integer,
          events: [{non_neg_integer, tuple}]
        }

  @type origin :: {node, incarnation :: term}

  @doc "A history for a seed; `:rand` is seeded."
  @callback history(seed :: integer) :: history

  @doc "The core, and the options of a node that starts."
  @callback frame(history, origin) :: {module, options :: term}

  @doc "What the judge remembers at first."
  @callback judge(history) :: term

  @doc "The application does something: the result, and events for the frame."
  @callback act(Frame.t(), action :: term, now :: {integer, integer}) ::
              {result :: term, [Frame.event()], Frame.t()}

  @doc """
  Judges what has happened: `{:acted, origin, action, result}`, `{:started | :stopped, origin}`, `{:apart, origin, origin}` (the two are no
  longer in touch), `{:performed, origin, effect}` or `:ended`. Gives what to remember, `{:then, what to
  remember, ms, origin, event}` where an event for that frame follows, or `{:wrong, text}`.
  """
  @callback judge(term, world :: map, what :: tuple | :ended) ::
              term
              | {:then, term, ms :: non_neg_integer, origin, Frame.event()}
              | {:wrong, String.t()}

  @epoch 1_700_000_000_000
  @drain_ms 1_000

  @doc "Runs histories from `first` on, and raises with the shortest failing one."
  def check(spec, first, count, options \\ []) do
    for seed <- first..(first + count - 1)//1 do
      history = make(spec, seed)

      with {:wrong, _text} <- run(spec, history, options) do
        history = shrink(spec, history, options)
        {:wrong, text} = run(spec, history, options)
        raise "seed #{seed}: #{text}, in #{inspect(history, pretty: true, limit: :infinity)}"
      end
    end

    :ok
  end

  @doc "The seed of the first of so many histories that fails, or nil."
  def find(spec, first, count, options) do
    Enum.find(first..(first + count - 1), fn seed ->
      match?({:wrong, _text}, run(spec, make(spec, seed), options))
    end)
  end

  @doc "The history of a seed."
  def make(spec, seed) do
    :rand.seed(:exsss, {seed, 1, 2})
    spec.history(seed)
  end

  # Leaves events out, one after the other, for as long as it fails.
  defp shrink(spec, history, options) do
    shorter =
      Enum.find_value(0..(length(history.events) - 1)//1, fn index ->
        shorter = %{history | events: List.delete_at(history.events, index)}
        if match?({:wrong, _}, run(spec, shorter, options)), do: shorter
      end)

    if shorter, do: shrink(spec, shorter, options), else: history
  end

  @doc """
  Runs one history to its end: `{:ok, what the judge remembers}` or `{:wrong, text}`. Options: `:mutate`, a function of `{:event | :effect, term}`
  that gives another one or nil; `:incarnation`, a function of a node and the time.
  """
  def run(spec, history, options \\ []) do
    # Its tables end with a process of its own.
    fn -> run_here(spec, history, options) end |> Task.async() |> Task.await(:infinity)
  end

  defp run_here(spec, history, options) do
    world = %{
      spec: spec,
      history: history,
      now: 0,
      count: 0,
      queue: :gb_sets.new(),
      nodes: %{},
      paused: %{},
      links: Links.new(history),
      judge: spec.judge(history),
      mutate: options[:mutate],
      incarnation: options[:incarnation] || fn node, now -> {now, node} end
    }

    world = Enum.reduce(history.events, world, fn {at, event}, world -> plan(world, at, event) end)
    end_at = Enum.reduce(history.events, 0, fn {at, _event}, most -> max(at, most) end)
    loop(world, end_at + Map.get(history, :tail, 3 * Links.tick_ms()))
  catch
    {:wrong, text} -> {:wrong, text}
  end

  @doc "The time of the wall at a node."
  def wall(world, node), do: @epoch + world.now + Map.get(world.history.skews, node, 0)

  @doc "The origins that run."
  def running(world), do: for({node, %{incarnation: i}} <- world.nodes, do: {node, i})

  defp loop(world, end_at) do
    case :gb_sets.is_empty(world.queue) or :gb_sets.take_smallest(world.queue) do
      {{at, count, event}, queue} when at <= end_at ->
        loop(happen(%{world | queue: queue, now: at}, event, count), end_at)

      _over ->
        {:ok, judge(world, :ended).judge}
    end
  end

  @doc false
  def plan(world, at, event) do
    count = world.count + 1
    %{world | count: count, queue: :gb_sets.add({at, count, event}, world.queue)}
  end

  # What is to happen at a node that is paused happens when it goes on, in its order.
  defp happen(world, event, count) do
    node = at_node(event)

    case world.paused do
      %{^node => until} when until > world.now ->
        %{world | queue: :gb_sets.add({until, count, event}, world.queue)}

      _runs ->
        occur(world, event)
    end
  end

  defp at_node({kind, node, _}) when kind in [:act, :up, :down], do: node
  defp at_node({:timer, {node, _incarnation}, _name, _ref}), do: node
  defp at_node({:beat, {node, _incarnation}}), do: node
  defp at_node({:tell, {node, _incarnation}, _event}), do: node
  defp at_node({:deliver, _from, to, _connection, _message}), do: to
  defp at_node({:up, node, _peer, _connection}), do: node
  defp at_node({:down, node, _peer, _connection}), do: node
  defp at_node(_fault), do: nil

  defp occur(world, {:start, node}) when is_map_key(world.nodes, node), do: world

  defp occur(world, {:start, node}) do
    incarnation = world.incarnation.(node, world.now)
    world = start(world, node, incarnation, node == world.history.without)
    judge(Links.join(world, node), {:started, {node, incarnation}})
  end

  defp occur(world, {:leave, node}) when is_map_key(world.nodes, node) do
    gone = {:gone, node, world.nodes[node].incarnation}
    world |> step(node, :draining) |> plan(world.now + @drain_ms, gone)
  end

  defp occur(world, {:crash, node}) when is_map_key(world.nodes, node), do: stop(world, node)

  defp occur(world, {:gone, node, incarnation}) do
    case world.nodes do
      %{^node => %{incarnation: ^incarnation}} -> stop(world, node)
      _other -> world
    end
  end

  defp occur(world, {:pause, node, ms}) when is_map_key(world.nodes, node) do
    world = Links.trouble(world, node, world.now + ms)
    %{world | paused: Map.put(world.paused, node, world.now + ms)}
  end

  defp occur(world, {:act, node, action}) when is_map_key(world.nodes, node) do
    case world.nodes[node] do
      %{frame: nil} ->
        world

      %{frame: frame, incarnation: incarnation} ->
        {result, events, frame} = world.spec.act(frame, action, {world.now, wall(world, node)})
        world = Enum.reduce(events, put_frame(world, node, frame), &step(&2, node, &1))
        judge(world, {:acted, {node, incarnation}, action, result})
    end
  end

  defp occur(world, {:timer, {node, incarnation}, name, ref}) do
    case world.nodes do
      %{^node => %{incarnation: ^incarnation, timers: %{^name => ^ref}}} ->
        step(world, node, {:timer, name})

      _replaced ->
        world
    end
  end

  defp occur(world, {:tell, {node, incarnation}, event}) do
    case world.nodes do
      %{^node => %{incarnation: ^incarnation}} -> step(world, node, event)
      _gone -> world
    end
  end

  defp occur(world, {:beat, {node, incarnation}}) do
    case world.nodes do
      %{^node => %{incarnation: ^incarnation}} ->
        world
        |> step(node, {:beat, Links.connected(world, node)})
        |> plan(world.now + 1_000, {:beat, {node, incarnation}})

      _gone ->
        world
    end
  end

  defp occur(world, {:deliver, from, to, connection, message}) do
    case Links.arrive(world, from, to, connection, message) do
      {:arrived, world} -> step(world, to, {:message, message})
      {:lost, world} -> world
    end
  end

  defp occur(world, {change, node, peer, connection}) when change in [:up, :down] do
    {true?, world} = Links.notice(world, change, node, peer, connection)
    if true? and is_map_key(world.nodes, node), do: step(world, node, {change, peer}), else: world
  end

  defp occur(world, event) do
    if is_tuple(event) and elem(event, 0) in [:cut, :heal, :delay, :busy, :notice, :dial],
      do: Links.happen(world, event),
      else: world
  end

  defp start(world, node, incarnation, true),
    do: put_node(world, node, %{frame: nil, incarnation: incarnation, timers: %{}})

  defp start(world, node, incarnation, false) do
    {core, options} = world.spec.frame(world.history, {node, incarnation})
    now = {world.now, wall(world, node)}
    {frame, effects} = Frame.new(core, :simulated, {node, incarnation}, options, now)

    world
    |> put_node(node, %{frame: frame, incarnation: incarnation, timers: %{}})
    |> plan(world.now + 1_000, {:beat, {node, incarnation}})
    |> perform_all(node, effects)
  end

  defp stop(world, node) do
    origin = {node, world.nodes[node].incarnation}
    world = Links.leave(world, node)
    paused = Map.delete(world.paused, node)
    judge(%{world | nodes: Map.delete(world.nodes, node), paused: paused}, {:stopped, origin})
  end

  defp step(%{nodes: nodes} = world, node, event) do
    case nodes[node] do
      %{frame: %Frame{} = frame} ->
        case mutate(world, {:event, event}) do
          nil ->
            world

          event ->
            {frame, effects} = Frame.step(frame, event, {world.now, wall(world, node)})
            world |> put_frame(node, frame) |> perform_all(node, effects)
        end

      _none ->
        world
    end
  end

  defp perform_all(world, node, effects) do
    Enum.reduce(effects, world, fn effect, world ->
      case mutate(world, {:effect, effect}) do
        nil -> world
        effect -> perform(world, node, effect)
      end
    end)
  end

  defp perform(world, node, {:send, to, message}), do: Links.send(world, node, to, message)

  defp perform(world, node, {:timer, name, ms}) do
    state = world.nodes[node]
    ref = world.count
    state = %{state | timers: Map.put(state.timers, name, ref)}

    world
    |> put_node(node, state)
    |> plan(world.now + ms, {:timer, {node, state.incarnation}, name, ref})
  end

  defp perform(world, node, effect),
    do: judge(world, {:performed, {node, world.nodes[node].incarnation}, effect})

  defp mutate(%{mutate: nil}, {_kind, term}), do: term
  defp mutate(%{mutate: mutate}, tagged), do: mutate.(tagged)

  @doc false
  def judge(world, what) do
    case world.spec.judge(world.judge, world, what) do
      {:wrong, text} ->
        throw({:wrong, "at #{world.now} ms: #{text}"})

      {:then, judge, ms, origin, event} ->
        plan(%{world | judge: judge}, world.now + ms, {:tell, origin, event})

      judge ->
        %{world | judge: judge}
    end
  end

  defp put_node(world, node, state), do: %{world | nodes: Map.put(world.nodes, node, state)}

  defp put_frame(world, node, frame),
    do: put_node(world, node, %{world.nodes[node] | frame: frame})
end
