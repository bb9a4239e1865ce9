defmodule BeamCluster.Placement.HandoverTest do
  @moduledoc "What `BeamCluster.Placement` promises, in generated histories of faults."
  use ExUnit.Case, async: true

  alias BeamCluster.Test.Simulator
  alias BeamCluster.Test.Simulator.Placements

  @histories 10_000
  # Explores others: STATE_SEED=20000 mix test …
  @first String.to_integer(System.get_env("STATE_SEED", "1"))

  @moduletag timeout: 600_000

  test "no key is lost in an orderly leave, and in the end all agree and each key is in its place" do
    assert Simulator.check(Placements, @first, @histories) == :ok
  end

  describe "that does not hold" do
    # In how many histories it must show.
    @most 400

    test "where nodes do not say hello" do
      assert fails(&match?({:send, _, {_, _, _, _, {:hello, _, _}}}, &1))
    end

    test "where a key that was refused or got lost is not tried again" do
      assert fails(&match?({:timer, :again}, &1))
    end

    test "where a node does not say that it leaves" do
      assert fails(&(&1 == :draining))
    end

    test "where a status that got lost does not come again" do
      assert fails(&match?({:timer, :repeat}, &1))
    end

    test "where a key is dropped as soon as it is given" do
      assert Simulator.find(Placements, 1, @most, mutate: &dropped_early/1)
    end

    test "where the view does not move anything" do
      assert fails(&match?({:timer, :settle}, &1))
    end

    defp fails(without?) do
      mutate = fn {_kind, term} -> unless without?.(term), do: term end
      Simulator.find(Placements, 1, @most, mutate: mutate)
    end

    defp dropped_early({:effect, {:give, key, _id}}), do: {:drop, key}
    defp dropped_early({_kind, term}), do: term
  end
end
