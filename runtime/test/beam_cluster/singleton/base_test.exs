defmodule BeamCluster.Singleton.BaseTest do
  use ExUnit.Case, async: true

  alias BeamCluster.Singleton.Base

  @minute 60_000

  test "the pods of the first list count at once, later ones for an owner after a minute" do
    base = Base.new() |> Base.list(["a"], 0) |> Base.list(["a", "b"], 10)
    assert Base.settled(base, [], 10) == ["a"]
    assert Enum.sort(Base.all(base, 10)) == ["a", "b"]
    assert Enum.sort(Base.settled(base, [], 10 + @minute)) == ["a", "b"]
  end

  test "a peer counts for an owner as soon as it has granted, or after 5 s" do
    base = Base.new() |> Base.list([], 0) |> Base.met(:a, 0)
    assert {Base.settled(base, [], 1), Base.settled(base, ["a"], 1)} == {[], ["a"]}
    assert Base.settled(base, [], 5_000) == ["a"]
  end

  test "a lost node counts while DNS lists it, and for a minute" do
    base = Base.new() |> Base.list(["a"], 0) |> Base.met(:a, 0) |> Base.lost(:a, 10)
    assert Base.all(base, 10 * @minute) == ["a"]
    base = Base.list(base, [], 10)
    assert {Base.all(base, @minute), Base.all(base, 10 + @minute)} == {["a"], []}
  end

  test "where no list exists, a lost node counts until it is back" do
    base = Base.new() |> Base.list(nil, 0) |> Base.met(:a, 0) |> Base.lost(:a, 10)
    assert base |> Base.tidy(100 * @minute) |> Base.all(100 * @minute) == ["a"]
  end

  test "a node that leaves does not count, also while DNS lists it, until it is back" do
    base = Base.new() |> Base.list(["a"], 0) |> Base.met(:a, 0) |> Base.left(:a, 10)
    assert Base.all(base, 20) == []
    assert base |> Base.met(:a, 30) |> Base.all(30) == ["a"]
  end

  test "it remembers a thousand nodes that are gone at most" do
    base = Enum.reduce(1..1_200, Base.list(Base.new(), nil, 0), &Base.lost(&2, :"n#{&1}", &1))
    assert map_size(base.lost) == 1_000
    refute is_map_key(base.lost, "n1")
  end
end
