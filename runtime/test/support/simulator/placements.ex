defmodule BeamCluster.Test.Simulator.Placements do
  @moduledoc """
  Placement in the simulator: the nodes hold keys, and hand them over.

  The judge holds what the application holds. A key may be lost only with a node that crashes, or that leaves while its links do not work. In the end
  each key is on the node to which it belongs and nowhere else, and all nodes have the same view.
  """

  @behaviour BeamCluster.Test.Simulator

  alias BeamCluster.Placement.{Core, Members}
  alias BeamCluster.Test.Simulator

  @nodes [:a, :b, :c, :d]
  # Later than the connections of a node that starts.
  @late_ms 600
  # The longest delay of a link, and what is between a message and what comes of it.
  @longest_way 600

  @impl true
  def history(seed) do
    nodes = Enum.take(@nodes, Enum.random(2..4))
    length = Enum.random(1_500..6_000)
    late = Enum.take_random(nodes, Enum.random(0..1))

    %{
      seed: seed,
      nodes: nodes,
      without: if(:rand.uniform(8) == 1, do: hd(nodes)),
      skews: %{},
      ready: Enum.random([20, @late_ms]),
      # Until what got lost has been sent again, twice.
      tail: 13_000,
      delay: Enum.random([1, 5, 20]),
      events:
        Enum.map(nodes -- late, &{0, {:start, &1}}) ++
          Enum.map(late, &{Enum.random(500..length), {:start, &1}}) ++
          Enum.sort(faults(nodes, length) ++ keys(nodes, length))
    }
  end

  defp faults(nodes, length) do
    for _ <- 1..Enum.random(0..3)//1,
        fault <- fault(Enum.random(500..length), Enum.take_random(nodes, 2), length),
        do: fault
  end

  defp fault(at, [a, b], length) do
    later = Enum.random(at..length)

    case :rand.uniform(10) do
      1 -> [{at, {:crash, a}}, {at + Enum.random(10..600), {:start, a}}]
      2 -> [{at, {:leave, a}}, {at + 1_000 + Enum.random(10..600), {:start, a}}]
      3 -> [{at, {:cut, a, b}}, {later, {:heal, a, b}}]
      4 -> [{at, {:delay, a, b, Enum.random(50..500), Enum.random(50..500)}}]
      5 -> [{at, {:busy, a, b, Enum.random(5..200)}}]
      6 -> [{at, {:pause, a, Enum.random(20..700)}}]
      7 -> missed(at, a, [{:busy, a, b, 300}])
      8 -> missed(at, a, [{:busy, b, a, 300}])
      _most -> [{at, {:leave, a}}]
    end
  end

  # A link is busy just when the node that starts becomes ready.
  defp missed(at, node, busy) do
    [{at, {:crash, node}}, {at + 100, {:start, node}}] ++
      for(event <- busy, do: {at + @late_ms, event})
  end

  defp keys(nodes, length) do
    for key <- 1..Enum.random(1..10),
        node <- nodes,
        do: {Enum.random(300..length), {:act, node, {:put, key}}}
  end

  @impl true
  def frame(_history, _origin), do: {Core, %{handoff?: true}}

  @impl true
  def act(frame, {:put, key}, _now) do
    state = frame.state
    {state.view != [] and best(key, state.view) == state.node, [], frame}
  end

  @impl true
  def judge(history),
    do: %{history: history, held: %{}, views: %{}, lost_with: %{}, moves: 0}

  @impl true
  # The application puts a key where it belongs, as far as that node knows.
  def judge(judge, _world, {:acted, origin, {:put, key}, true}),
    do: %{judge | held: Map.update(judge.held, key, [origin], &Enum.uniq([origin | &1]))}

  # A node is ready a moment after it has started.
  def judge(judge, _world, {:performed, origin, :look}),
    do: {:then, judge, judge.history.ready, origin, {:local, :ready}}

  def judge(judge, _world, {:performed, origin, {:view, report}}),
    do: %{judge | views: Map.put(judge.views, origin, report)}

  def judge(judge, _world, {:performed, origin, {:list, round}}) do
    nodes = judge.views[origin].nodes
    held = for {key, holders} <- judge.held, origin in holders, do: key
    others = for key <- held, nodes != [], best(key, nodes) != elem(origin, 0), do: key
    {:then, judge, 1, origin, {:local, {:listed, round, others}}}
  end

  def judge(judge, _world, {:performed, origin, {:give, key, id}}) do
    given = if origin in Map.get(judge.held, key, []), do: {:ok, key}, else: :none
    {:then, judge, 1, origin, {:local, {:gave, key, id, given}}}
  end

  def judge(judge, _world, {:performed, origin, {:take, node, id, key, key}}) do
    held = Map.update(judge.held, key, [origin], &Enum.uniq([origin | &1]))
    {:then, %{judge | held: held}, 1, origin, {:local, {:took, node, id, key, true}}}
  end

  # What the node that took a key said of it may arrive after that node has crashed.
  def judge(judge, world, {:performed, origin, {:drop, key}}) do
    held = Map.update(judge.held, key, [], &List.delete(&1, origin))
    judge = %{judge | moves: judge.moves + 1}

    if world.now - Map.get(judge.lost_with, key, -@longest_way) < @longest_way,
      do: %{judge | held: held},
      else: lost(judge, key, held, "dropped by #{inspect(origin)}")
  end

  def judge(judge, world, {:stopped, origin}) do
    others =
      for {node, _incarnation} <- Simulator.running(world), node != judge.history.without, do: node

    excused? = others == [] or excused?(judge.history, world.now)

    Enum.reduce_while(judge.held, judge, fn {key, holders}, judge ->
      held = Map.put(judge.held, key, List.delete(holders, origin))

      next =
        cond do
          origin not in holders -> judge
          excused? -> %{judge | held: held, lost_with: Map.put(judge.lost_with, key, world.now)}
          true -> lost(judge, key, held, "left behind by #{inspect(origin)}")
        end

      if match?({:wrong, _}, next), do: {:halt, next}, else: {:cont, next}
    end)
  end

  def judge(judge, world, :ended) do
    here =
      for {node, _i} = origin <- Simulator.running(world), node != judge.history.without, do: origin

    views = for origin <- here, do: judge.views[origin].nodes
    whole? = world.links.cut == %{}
    wrong = if whole?, do: wrong_places(judge, here), else: []

    cond do
      whole? and views != [] and Enum.uniq(views) != [Enum.sort(Enum.map(here, &elem(&1, 0)))] ->
        {:wrong, "the views are #{inspect(views)}"}

      wrong != [] ->
        {:wrong, "keys in the wrong place: #{inspect(wrong)}"}

      true ->
        judge
    end
  end

  def judge(judge, _world, _other), do: judge

  defp wrong_places(judge, here) do
    nodes = Enum.map(here, &elem(&1, 0))

    for {key, holders} <- judge.held,
        holders = Enum.filter(holders, &(&1 in here)),
        holders != [],
        Enum.map(holders, &elem(&1, 0)) != [best(key, nodes)],
        do: {key, holders, best(key, nodes)}
  end

  defp lost(judge, key, held, how) do
    if held[key] == [], do: {:wrong, "key #{key} is lost: #{how}"}, else: %{judge | held: held}
  end

  # A crash loses what is there. A leave has a second, in which links must work and another node must stay.
  defp excused?(history, now) do
    Enum.any?(history.events, fn {at, event} ->
      case event do
        {:crash, _node} -> at in (now - 4_000)..now
        {:leave, _node} -> at != now - 1_000 and at in (now - 4_000)..now
        {:start, _node} -> at in (now - 4_000)..now
        {:cut, _, _} -> at <= now
        {kind, _, _} when kind in [:pause, :heal] -> at in (now - 4_000)..now
        {kind, _, _, _} when kind == :busy -> at in (now - 8_000)..now
        {:delay, _, _, _, _} -> at in (now - 4_000)..now
        _act -> false
      end
    end)
  end

  defp best(key, nodes), do: Members.best(Members.hash(key), nodes)
end
