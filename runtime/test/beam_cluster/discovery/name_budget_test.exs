defmodule BeamCluster.Discovery.NameBudgetTest do
  use ExUnit.Case, async: true

  doctest BeamCluster.Discovery.NameBudget

  alias BeamCluster.Discovery.NameBudget
  alias BeamCluster.Test.Random

  # Half of the VM's own table, and what an application has of it.
  @room 524_288 - 40_000
  @hour 3_600_000

  # Takes what it gets from `from` to `until`, at each `step`: how many, and what is left.
  defp flood(paid_until, room, from, until, step) do
    Enum.reduce(from..until//step, {0, paid_until, room}, fn now, taken -> drain(taken, now) end)
  end

  defp drain({taken, paid_until, room}, now) do
    case NameBudget.take(paid_until, now, room) do
      {:ok, paid_until} -> drain({taken + 1, paid_until, room - 1}, now)
      {:wait, ms} when ms > 0 -> {taken, paid_until, room}
    end
  end

  test "of a VM that has just booted an attack gets a 128th of the room at once, and as much again in two hours" do
    assert {at_once, paid_until, room} = flood(0, @room, 0, 0, 1)
    assert at_once in 3_700..3_800
    assert {later, _, _} = flood(paid_until, room, 1, 2 * @hour, 1_000)
    assert later in 3_600..3_800
  end

  test "after an attack the next name is there within two seconds, and names are plenty again after an hour and a half" do
    {_taken, paid_until, room} = flood(0, @room, 0, 0, 1)
    assert {:wait, ms} = NameBudget.level(paid_until, 0, room)
    assert ms <= 2_000
    assert NameBudget.level(paid_until, ms, room) == :scarce
    assert NameBudget.level(paid_until, div(3 * @hour, 2) + 1, room) == :plenty
  end

  test "an attack of ten years leaves one half of the table as it is" do
    days = 3_650
    {taken, _paid_until, room} = flood(0, @room, 0, days * 24 * @hour, 4 * @hour)
    assert taken == @room - room
    assert room in 0..127
    assert NameBudget.take(0, 0, room) == {:wait, 2 * @hour}
  end

  test "whatever is taken when: never more than a 128th of the room in one window on top of another, and never later than it said" do
    Random.each(100, fn ->
      room = Random.integer(128..1_000_000)

      Enum.reduce(1..50, {0, 0}, fn _, {paid_until, now} ->
        now = now + Random.integer(0..2) * Random.integer(0..@hour)

        {taken, paid_until, _room} =
          drain_at_most({0, paid_until, room}, now, Random.integer(0..9_000))

        assert taken <= div(room, 128)
        assert paid_until - now <= 2 * @hour

        with {:wait, ms} <- NameBudget.take(paid_until, now, room),
             do: assert({:ok, _} = NameBudget.take(paid_until, now + ms, room))

        {paid_until, now}
      end)
    end)
  end

  defp drain_at_most({taken, _, _} = state, _now, taken), do: state

  defp drain_at_most({taken, paid_until, room} = state, now, most) do
    case NameBudget.take(paid_until, now, room) do
      {:ok, paid_until} -> drain_at_most({taken + 1, paid_until, room}, now, most)
      _wait -> state
    end
  end
end
