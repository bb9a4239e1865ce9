defmodule BeamCluster.Placement.MembersTest do
  use ExUnit.Case, async: true

  doctest BeamCluster.Placement.Members

  alias BeamCluster.Placement.Members
  alias BeamCluster.Test.Random

  defp nodes(count), do: for(n <- Enum.take_random(1..250, count), do: :"api@10.0.0.#{n}")
  defp place(keys, nodes), do: Map.new(keys, &{&1, Members.best(Members.hash(&1), nodes)})

  test "a node that comes takes keys only for itself, and one that goes leaves only its own" do
    Random.each(200, fn ->
      [newcomer | nodes] = nodes(Random.integer(2..10))
      keys = for _ <- 1..100, do: {:cart, Random.integer(0..1_000_000)}
      {before, later} = {place(keys, nodes), place(keys, Enum.shuffle([newcomer | nodes]))}

      for key <- keys, before[key] != later[key], do: assert(later[key] == newcomer)
      for key <- keys, later[key] != newcomer, do: assert(later[key] == before[key])
    end)
  end

  test "the order in which the nodes came does not matter" do
    Random.each(200, fn ->
      nodes = nodes(Random.integer(1..8))
      hash = Random.integer(0..0xFFFFFFFF)
      assert Members.best(hash, nodes) == Members.best(hash, Enum.shuffle(nodes))
      assert [Members.best(hash, nodes)] == Members.best_of(hash, Enum.shuffle(nodes), 1)
    end)
  end

  test "the second of a key is the first where the first is gone" do
    Random.each(200, fn ->
      nodes = nodes(4)
      [first, second, _, _] = Members.best_of(Members.hash("k"), nodes, 9)
      assert Members.best(Members.hash("k"), nodes -- [first]) == second
    end)
  end

  test "each node has its share: of 10 nodes none has 5 % more than the mean" do
    placed = place(1..100_000, for(n <- 1..10, do: :"api@10.0.0.#{n}"))
    counts = placed |> Map.values() |> Enum.frequencies() |> Map.values()
    assert length(counts) == 10 and Enum.max(counts) < 10_500
  end

  # Other versions of OTP and other machines must find the same.
  test "the places of some keys are those of version 0.1.0" do
    nodes = for n <- 1..4, do: :"api@10.0.0.#{n}"

    places = Enum.map(["cart 1", {:room, 7}, 42, :x], &Members.best(Members.hash(&1), nodes))
    assert places == Enum.map([4, 3, 3, 4], &Enum.at(nodes, &1 - 1))

    assert Members.fingerprint(nodes) == "f3173959"
  end
end
