defmodule BeamCluster.Test.Random do
  @moduledoc "Runs a property many times with values from a seed that a failure prints."

  @doc "Calls `property` `runs` times; inside, `:rand` is seeded by the run."
  def each(runs, property) do
    seed = ExUnit.configuration()[:seed]

    for run <- 1..runs do
      :rand.seed(:exsss, {seed, run, 0})

      try do
        property.()
      rescue
        error ->
          IO.puts(:stderr, "property failed with --seed #{seed}, run #{run} of #{runs}")
          reraise error, __STACKTRACE__
      end
    end

    :ok
  end

  @doc "A whole number in the range."
  def integer(range), do: Enum.random(range)

  @doc "One of the values."
  def one_of(values), do: Enum.random(values)

  @doc "A pod's address; some repeat, so that lists of them overlap."
  def address, do: {10, 0, integer(0..1), integer(1..20)}

  @doc "A list of up to `most` values."
  def list(most, value), do: for(_ <- 1..integer(0..most)//1, do: value.())
end
