defmodule BeamCluster.RateLimit.BoundTest do
  @moduledoc "The bound that `BeamCluster.RateLimit` promises, in generated histories of faults."
  use ExUnit.Case, async: true

  alias BeamCluster.Test.Simulator
  alias BeamCluster.Test.Simulator.Limits

  @histories 10_000
  # Explores others: STATE_SEED=20000 mix test …
  @first String.to_integer(System.get_env("STATE_SEED", "1"))

  @moduletag timeout: 600_000

  for part <- 0..1 do
    test "no more is admitted than the bound, and nothing is denied that fits: part #{part + 1}" do
      half = div(@histories, 2)
      assert Simulator.check(Limits, @first + unquote(part) * half, half) == :ok
    end
  end

  describe "the bound does not hold" do
    # In how many histories it must show.
    @most 400

    test "where nodes do not say hello" do
      assert fails(
               mutate:
                 &unless(match?({_, {:send, _, {_, _, _, _, {:hello, _, _}}}}, &1), do: elem(&1, 1))
             )
    end

    test "where a newcomer does not pull" do
      assert fails(
               mutate:
                 &unless(match?({_, {:send, _, {_, _, _, _, {:tell, {:pull, _, _}}}}}, &1),
                   do: elem(&1, 1)
                 )
             )
    end

    test "where a gap in the sequence does not show" do
      assert fails(mutate: &without_sequence/1)
    end

    test "where nothing is sent before the flush" do
      assert fails(mutate: &unless(match?({:event, {:local, {:urgent, _}}}, &1), do: elem(&1, 1)))
    end

    test "where nothing is sent at the flush" do
      assert fails(mutate: &unless(match?({:event, {:timer, :flush}}, &1), do: elem(&1, 1)))
    end

    test "where a node that restarts has the same incarnation" do
      assert fails(incarnation: fn _node, _now -> :same end)
    end

    test "where a count that comes twice counts twice" do
      assert fails(mutate: &counted_twice/1)
    end

    defp fails(options), do: Simulator.find(Limits, 1, @most, options)

    defp without_sequence({:event, {:message, {tag, version, from, incarnation, body}}}) do
      body =
        case body do
          {:cast, _sequence, payload} -> {:tell, payload}
          {:hello, _sequence, known} -> {:hello, 0, known}
          other -> other
        end

      {:message, {tag, version, from, incarnation, body}}
    end

    defp without_sequence({_kind, term}), do: term

    defp counted_twice(
           {:event,
            {:message, {tag, 1, from, incarnation, {:tell, {:part, id, part, groups, last?}}}}}
         ) do
      groups = for {{node, _incarnation}, counts} <- groups, do: {{node, make_ref()}, counts}
      {:message, {tag, 1, from, incarnation, {:tell, {:part, id, part, groups, last?}}}}
    end

    defp counted_twice({_kind, term}), do: term
  end
end
