defmodule BeamCluster.Membership.DebounceTest do
  use ExUnit.Case, async: true

  alias BeamCluster.Membership.Debounce

  test "gives everything in its order when nothing has happened for 100 ms" do
    burst = Debounce.new() |> Debounce.add(:a, 0) |> Debounce.add(:b, 60)
    assert {[], burst} = Debounce.take(burst, 159)
    assert {[:a, :b], over} = Debounce.take(burst, 160)
    assert Debounce.empty?(over)
  end

  test "waits for 250 ms at most" do
    burst = Enum.reduce(0..249//50, Debounce.new(), &Debounce.add(&2, &1, &1))
    assert {[], _going_on} = Debounce.take(burst, 249)
    assert {[0 | _], _over} = Debounce.take(burst, 250)
  end

  test "reminds its process once, and again at each look that was too early" do
    burst = Debounce.new() |> Debounce.add(:a, 0) |> Debounce.add(:b, 10)
    assert_receive :debounce
    {[], burst} = Debounce.take(burst, 100)
    assert_receive :debounce
    {[:a, :b], _over} = Debounce.take(burst, 110)
    refute_received :debounce
  end

  test "a reminder that nothing asked for finds nothing" do
    assert Debounce.take(Debounce.new(), 0) == {[], Debounce.new()}
    refute_received :debounce
  end
end
