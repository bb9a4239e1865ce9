defmodule BeamCluster.Test.Simulator.Limits do
  @moduledoc """
  The limiter in the simulator: histories with hits, and a judge that knows the truth.

  Of each pair of nodes the judge knows until when they were in touch. What the one had admitted by then, less what may have been under way or
  kept back, the other must have counted. That is the bound of `BeamCluster.RateLimit`, for any history: a node that admits a hit has counted
  at least that much, so all that was admitted is at most the limit and the rest.

  The reverse holds as well: a hit is denied only where it did not fit into what was really admitted.
  """

  @behaviour BeamCluster.Test.Simulator

  alias BeamCluster.RateLimit.{Core, Store, Window}
  alias BeamCluster.Test.Simulator
  alias BeamCluster.Test.Simulator.Links

  @nodes [:a, :b, :c, :d]
  @coalesce_ms 5
  # Hello, its answer, and three parts of a pull.
  @hello_trips 10

  @impl true
  def history(seed) do
    nodes = Enum.take(@nodes, Enum.random(2..4))
    scale = Enum.random([2_000, 2_000, 8_000])
    length = Enum.random(1_500..(2_500 + div(scale, 2)))
    limit = Enum.random([3, 10, 40, 100])

    %{
      seed: seed,
      nodes: nodes,
      without: if(:rand.uniform(8) == 1, do: hd(nodes)),
      skews: Map.new(nodes, &{&1, Enum.random([0, 0, -300, 200])}),
      delay: Enum.random([1, 5, 20]),
      limit: limit,
      scale: scale,
      slack_permille: Enum.random([0, 100, 300]),
      flush: Enum.random([100, 400]),
      algorithm: Enum.random([:fixed_window, :sliding_window]),
      events:
        Enum.map(nodes, &{0, {:start, &1}}) ++
          Enum.sort(faults(nodes, length) ++ bursts(nodes, length, scale, limit))
    }
  end

  defp faults(nodes, length) do
    for _ <- 1..Enum.random(0..4)//1,
        fault <- fault(Enum.random(300..length), Enum.take_random(nodes, 2), length),
        do: fault
  end

  defp fault(at, [a, b], length) do
    later = Enum.random(at..length)

    case :rand.uniform(7) do
      1 -> [{at, {:crash, a}}, {at + Enum.random(10..600), {:start, a}}]
      2 -> [{at, {:leave, a}}, {at + 1_000 + Enum.random(10..600), {:start, a}}]
      3 -> [{at, {:cut, a, b}}, {later, {:heal, a, b}}]
      4 -> [{at, {:delay, a, b, Enum.random(50..500), Enum.random(50..500)}}]
      5 -> [{at, {:busy, a, b, Enum.random(5..200)}}]
      6 -> [{at, {:pause, a, Enum.random(20..700)}}]
      7 -> [{at, {:crash, a}}]
    end
  end

  # Hits come in bursts, so that a window fills up; and now and then a link is busy with them.
  defp bursts(nodes, length, scale, limit) do
    for _ <- 1..Enum.random(2..5),
        event <- burst(nodes, Enum.random(0..length), scale, limit),
        do: event
  end

  defp burst(nodes, at, scale, limit) do
    key = Enum.random(["k", "l"])
    among = Enum.take_random(nodes, Enum.random(1..length(nodes)))
    act = {:hit, key, scale, limit, Enum.random([1, 1, 1, 3])}
    if :rand.uniform(8) == 1, do: lost(nodes, at, act), else: hits(among, at, act)
  end

  defp hits(among, at, act) do
    gap = Enum.random([0, 1, 1, 3, 20])
    for hit <- 1..Enum.random(3..25), do: {at + gap * hit, {:act, Enum.random(among), act}}
  end

  # What one node admits last gets lost, and another one goes on later.
  defp lost(nodes, at, act) do
    [a, b] = Enum.take_random(nodes, 2)
    busy = {at, {:busy, a, b, 600}}
    [busy | hits([a], at, act)] ++ hits([b], at + Enum.random([700, 3_900]), act)
  end

  @impl true
  def frame(history, origin) do
    store = Store.new(origin, history)
    {Core, %{store: store, flush: history.flush}}
  end

  @impl true
  def act(frame, {:hit, key, scale, limit, more}, {_now, wall}) do
    store = frame.state.store

    case Store.hit(store, key, scale, limit, more, wall) do
      {result, :quiet} -> {{result, wall}, [], frame}
      {result, urgent} -> {{result, wall}, [{:local, urgent}], frame}
    end
  end

  @impl true
  def judge(history),
    do: %{history: history, admitted: %{}, touch: %{}, lost: %{}, most: 0.0, hits: 0}

  @impl true
  def judge(
        judge,
        world,
        {:acted, origin, {:hit, key, scale, _limit, more}, {{:allow, _count}, wall}}
      ) do
    row = {key, elem(Window.at(wall, scale), 0)}
    judge = admit(judge, world.now, row, origin, more)
    limit = judge.history.limit
    by_origin = judge.admitted[row]
    total = total(by_origin)

    unknown =
      for {other, counts} <- by_origin, other != origin, reduce: 0 do
        sum -> sum + unknown(judge, world, origin, other, counts)
      end

    if total > limit + unknown,
      do: {:wrong, "#{total} of #{limit} admitted, though #{inspect(origin)} may lack #{unknown}"},
      else: %{judge | most: max(judge.most, total / limit), hits: judge.hits + 1}
  end

  def judge(
        judge,
        _world,
        {:acted, _origin, {:hit, key, scale, _limit, more}, {{:deny, _ms}, wall}}
      ) do
    {window, over} = Window.at(wall, scale)
    hits = total(Map.get(judge.admitted, {key, window}, %{}))

    before =
      if judge.history.algorithm == :fixed_window,
        do: 0,
        else: total(Map.get(judge.admitted, {key, window - 1}, %{}))

    if Window.fits?(hits, before, over, scale, judge.history.limit, more),
      do: {:wrong, "#{more} denied, with #{hits} of #{judge.history.limit} and #{before} before"},
      else: %{judge | hits: judge.hits + 1}
  end

  # The two know of each other what they knew until now; and of the others, that they are no longer told by them.
  def judge(judge, world, {:apart, one, other}) do
    touch =
      for {a, b} <- [{one, other}, {other, one}], reduce: judge.touch do
        touch -> Map.put(touch, {a, b}, knows_until(judge, world, a, b))
      end

    lost = judge.lost |> Map.put({one, other}, world.now) |> Map.put({other, one}, world.now)
    %{judge | touch: touch, lost: lost}
  end

  def judge(judge, _world, {:stopped, _origin}), do: judge
  def judge(judge, _world, _other), do: judge

  defp admit(judge, now, row, origin, more) do
    update_in(judge.admitted, fn admitted ->
      by_origin = Map.get(admitted, row, %{})

      counts =
        case by_origin[origin] do
          nil -> [{now, more}]
          [{_at, last} | _] = counts -> [{now, last + more} | counts]
        end

      Map.put(admitted, row, Map.put(by_origin, origin, counts))
    end)
  end

  defp total(by_origin) do
    Enum.reduce(by_origin, 0, fn {_origin, [{_at, last} | _]}, sum -> sum + last end)
  end

  # How much of what `other` admitted `origin` need not have counted.
  defp unknown(judge, world, origin, other, [{_at, all} | _] = counts) do
    case knows_until(judge, world, origin, other) do
      nil ->
        all

      until ->
        %{delay: delay, flush: flush} = judge.history
        most = Store.untold_most(judge.history.limit, 2, judge.history.slack_permille)
        at_once = by(counts, until - delay - @coalesce_ms - 1) - (most - 1)
        flushed = by(counts, until - delay - @coalesce_ms - flush - 1)
        all - max(max(at_once, flushed), 0)
    end
  end

  defp by(counts, until) do
    Enum.find_value(counts, 0, fn {at, count} -> if at <= until, do: count end)
  end

  # From itself, or of one that is gone, from those that had been in touch with it when they met.
  defp knows_until(judge, world, origin, other) do
    own =
      if settled_since(judge, world, origin, other),
        do: world.now,
        else: judge.touch[{origin, other}]

    if running?(world, other),
      do: own,
      else: latest([own | told_by_others(judge, world, origin, other)])
  end

  defp told_by_others(judge, world, origin, other) do
    for third <- Simulator.running(world),
        third not in [origin, other],
        since = settled_since(judge, world, origin, third),
        until = judge.touch[{third, other}],
        judge.lost[{third, other}] + 2 * Links.tick_ms() <= since,
        do: until
  end

  defp latest(times), do: times |> Enum.reject(&is_nil/1) |> Enum.max(fn -> nil end)

  defp settled_since(judge, world, {a, _} = one, {b, _} = other) do
    with true <- running?(world, one) and running?(world, other),
         true <- judge.history.without not in [a, b],
         since when is_integer(since) <- Links.in_touch_since(world, a, b),
         true <- world.now - since >= @hello_trips * judge.history.delay + 20 do
      since
    else
      _apart -> nil
    end
  end

  defp running?(world, {node, incarnation}),
    do: match?(%{^node => %{incarnation: ^incarnation}}, world.nodes)
end
