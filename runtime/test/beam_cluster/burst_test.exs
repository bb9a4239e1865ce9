defmodule BeamCluster.BurstTest do
  use ExUnit.Case, async: true

  alias BeamCluster.Burst

  test "gives everything in its order when nothing has happened for 100 ms" do
    burst = Burst.new() |> Burst.add(:a, 0) |> Burst.add(:b, 60)
    assert {[], burst} = Burst.take(burst, 159)
    assert {[:a, :b], over} = Burst.take(burst, 160)
    assert Burst.empty?(over)
  end

  test "waits for 250 ms at most" do
    burst = Enum.reduce(0..249//50, Burst.new(), &Burst.add(&2, &1, &1))
    assert {[], _going_on} = Burst.take(burst, 249)
    assert {[0 | _], _over} = Burst.take(burst, 250)
  end

  test "reminds its process once, and again at each look that was too early" do
    burst = Burst.new() |> Burst.add(:a, 0) |> Burst.add(:b, 10)
    assert_receive :burst, 2_000
    {[], burst} = Burst.take(burst, 100)
    assert_receive :burst, 2_000
    {[:a, :b], _over} = Burst.take(burst, 110)
    refute_received :burst
  end

  test "a reminder that nothing asked for finds nothing" do
    assert Burst.take(Burst.new(), 0) == {[], Burst.new()}
    refute_received :burst
  end
end
