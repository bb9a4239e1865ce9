defmodule BeamCluster.Test.Simulator.Owners.History do
  @moduledoc "Generated faults of a cluster with a singleton: one in eight is a rollout."

  alias BeamCluster.Test.Simulator.Links

  @nodes [:a, :b, :c, :d, :e]
  @shutdown_ms 200
  # As in the judge.
  @takeover_ms div(Links.tick_ms(), 2) + @shutdown_ms

  @doc "The history of a seed."
  def make(seed) do
    if rem(seed, 8) == 0, do: roll(seed), else: faulty(seed)
  end

  defp faulty(seed) do
    nodes = Enum.take(@nodes, Enum.random(1..5))
    length = Enum.random(3_000..9_000)
    late = Enum.take_random(nodes, Enum.random(0..1))

    base(seed, nodes)
    |> Map.put(:without, if(:rand.uniform(10) == 1, do: hd(nodes)))
    |> Map.put(
      :events,
      Enum.map(nodes -- late, &{Enum.random([0, 0, 300]), {:start, &1}}) ++
        Enum.map(late, &{Enum.random(500..length), {:start, &1}}) ++
        Enum.sort(faults(nodes, length))
    )
  end

  # Each pod is replaced by one with another name, the new one first.
  defp roll(seed) do
    old = Enum.take([:a, :b, :c], Enum.random(1..3))
    new = Enum.take([:d, :e, :f], length(old))
    start = 4_000

    base = base(seed, old ++ new)

    # The new pod is ready, and in DNS.
    steps =
      for {{leaver, newcomer}, index} <- Enum.with_index(Enum.zip(Enum.shuffle(old), new)) do
        at = start + index * Enum.random([3_500, 4_000])
        [{at, {:start, newcomer}}, {at + base.dns + Enum.random(1_000..1_500), {:leave, leaver}}]
      end

    base
    |> Map.merge(%{roll: true, without: nil, delay: Enum.random([1, 5])})
    |> Map.put(:events, Enum.map(old, &{0, {:start, &1}}) ++ List.flatten(steps))
  end

  defp base(seed, nodes) do
    %{
      seed: seed,
      nodes: nodes,
      roll: false,
      mode: Enum.random([:stop, :stop, :run]),
      skews: Map.new(nodes, &{&1, Enum.random(-50..50)}),
      ready: Enum.random([20, 200]),
      # What DNS lists is so old.
      dns: Enum.random([0, 200, 1_000]),
      shutdown: Enum.random([1, 50, @shutdown_ms]),
      tail: 14_000,
      delay: Enum.random([1, 5, 20])
    }
  end

  defp faults(nodes, length) do
    for _ <- 1..Enum.random(0..4)//1,
        fault <- fault(Enum.random(500..length), Enum.take_random(nodes, 2), nodes, length),
        do: fault
  end

  defp fault(at, [a], _nodes, _length) do
    case :rand.uniform(3) do
      1 -> [{at, {:crash, a}}, {at + Enum.random(10..600), {:start, a}}]
      2 -> [{at, {:leave, a}}, {at + 1_000 + Enum.random(10..600), {:start, a}}]
      3 -> [{at, {:act, a, :fail}}]
    end
  end

  defp fault(at, [a, b], nodes, length) do
    later = Enum.random(at..(length + 4_000))

    case :rand.uniform(13) do
      1 -> [{at, {:crash, a}}, {at + Enum.random(10..600), {:start, a}}]
      2 -> [{at, {:leave, a}}, {at + 1_000 + Enum.random(10..600), {:start, a}}]
      3 -> [{at, {:cut, a, b}}, {later, {:heal, a, b}}]
      4 -> [{at, {:delay, a, b, Enum.random(50..500), Enum.random(50..500)}}]
      5 -> [{at, {:busy, a, b, Enum.random(5..300)}}]
      6 -> [{at, {:pause, a, Enum.random(20..3_000)}}]
      7 -> [{at, {:crash, a}}]
      8 -> [{at, {:act, a, :fail}}]
      9 -> [{at, {:leave, a}}]
      # A node forgets what it granted, on the other side of a cut.
      10 -> split(at, later, Enum.split(Enum.shuffle(nodes), 1)) ++ again(at, later, a)
      11 -> silenced(at, nodes)
      _most -> split(at, later, Enum.split(Enum.shuffle(nodes), Enum.random(1..length(nodes))))
    end
  end

  # A link is busy just when a grant passes.
  defp silenced(at, nodes) do
    [gone, from, to | _] = Enum.shuffle(nodes) ++ nodes
    busy = for after_ms <- [0, @takeover_ms - 100], do: {at + after_ms, {:busy, from, to, 300}}
    [{at, {:crash, gone}} | busy]
  end

  defp split(at, later, {one, other}) do
    for a <- one, b <- other, event <- [{at, {:cut, a, b}}, {later, {:heal, a, b}}], do: event
  end

  defp again(at, later, node) do
    crash = Enum.random(at..min(later, at + 2_000))
    [{crash, {:crash, node}}, {crash + Enum.random(10..200), {:start, node}}]
  end
end
