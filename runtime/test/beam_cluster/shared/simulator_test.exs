defmodule BeamCluster.Shared.SimulatorTest do
  @moduledoc "The simulator itself: that it is fair, and that it shortens what fails."
  use ExUnit.Case, async: true

  alias BeamCluster.Test.Simulator
  alias BeamCluster.Test.Simulator.Limits

  test "the same seed gives the same run" do
    for seed <- 1..20 do
      history = Simulator.make(Limits, seed)
      assert history == Simulator.make(Limits, seed)
      assert {:ok, %{hits: hits, most: most}} = Simulator.run(Limits, history)
      assert {:ok, %{hits: ^hits, most: ^most}} = Simulator.run(Limits, history)
    end
  end

  test "the histories reach the limit, and go beyond it where nodes cannot know" do
    found = for seed <- 1..200, do: elem(Simulator.run(Limits, Simulator.make(Limits, seed)), 1)
    assert Enum.count(found, &(&1.most >= 1)) > 50
    assert Enum.any?(found, &(&1.most > 1.5))
    assert Enum.sum(Enum.map(found, & &1.hits)) > 4_000
  end

  test "a failing history is shortened to what it takes to fail" do
    mute = &unless(match?({_, {:send, _, _}}, &1), do: elem(&1, 1))
    seed = Simulator.find(Limits, 1, 400, mutate: mute)

    assert %RuntimeError{message: message} =
             catch_error(Simulator.check(Limits, seed, 1, mutate: mute))

    assert message =~ "seed #{seed}: at "
    # Two nodes, and as many hits as are too many.
    assert length(Regex.scan(~r/:start/, message)) == 2
    refute message =~ ~r/:crash|:leave|:pause|:delay|:busy/
  end
end
