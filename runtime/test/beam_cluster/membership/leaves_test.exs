defmodule BeamCluster.Membership.LeavesTest do
  use ExUnit.Case, async: true

  doctest BeamCluster.Membership.Leaves

  alias BeamCluster.Membership.Leaves

  @stranger :"api@10.9.9.9"

  # As many as are kept of nodes that were never met; they expire one after the other.
  defp full do
    Enum.reduce(1..1_000, Leaves.new(), fn n, leaves ->
      {:first, leaves} = Leaves.note(leaves, :"api@invented-#{n}", n, false, 0)
      leaves
    end)
  end

  test "an announcement counts until it expires, and again when it is made again" do
    {:first, leaves} = Leaves.note(Leaves.new(), @stranger, 1_000, true, 0)
    assert {:again, ^leaves} = Leaves.note(leaves, @stranger, 1_099, true, 100)
    assert {:again, later} = Leaves.note(leaves, @stranger, 1_100, true, 100)
    assert Leaves.until(later, @stranger, 1_099) == 1_100
    assert Leaves.until(later, @stranger, 1_100) == nil
    assert {:first, _again} = Leaves.note(leaves, @stranger, 2_000, true, 1_000)
    refute Leaves.leaving?(Leaves.void(leaves, @stranger), @stranger, 9)
  end

  test "of nodes that were never met only a thousand are kept, but of those that were met all" do
    leaves = full()
    assert {:refused, leaves} = Leaves.note(leaves, @stranger, 9_000, false, 0)
    refute Leaves.leaving?(leaves, @stranger, 0)
    assert {:again, _same} = Leaves.note(leaves, :"api@invented-1", 9_000, false, 0)
    assert {:first, leaves} = Leaves.note(leaves, @stranger, 9_000, true, 0)
    assert Leaves.leaving?(leaves, @stranger, 8_999)
  end

  test "one that has expired makes room" do
    {:refused, leaves} = Leaves.note(full(), @stranger, 9_000, false, 0)
    assert {:first, leaves} = Leaves.note(leaves, @stranger, 9_000, false, 1)
    assert {:refused, _leaves} = Leaves.note(leaves, :"api@10.9.9.8", 9_000, false, 1)
  end

  test "those among some nodes are given with the time that is left to them" do
    {:first, leaves} = Leaves.note(Leaves.new(), @stranger, 10, true, 0)
    assert Leaves.among(leaves, [@stranger, :"api@10.9.9.8"], 4) == [{@stranger, 6}]
    assert Leaves.among(leaves, [@stranger], 10) == []
  end

  test "what was said of a node that has left says nothing of one that comes back" do
    {:first, leaves} = Leaves.note(Leaves.new(), @stranger, 5_000, true, 0)
    assert Leaves.leaving?(Leaves.come(leaves, @stranger), @stranger, 0)
    gone = Leaves.done(leaves, @stranger)
    assert Leaves.leaving?(gone, @stranger, 0)
    refute Leaves.leaving?(Leaves.come(gone, @stranger), @stranger, 0)
    assert Leaves.done(Leaves.new(), @stranger) == Leaves.new()
  end
end
