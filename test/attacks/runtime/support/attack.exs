defmodule BeamCluster.Attack do
  @moduledoc """
  Runs an attack once for each recorded seed. `ATTACK_SEEDS` names others for exploring by hand: `17`, `1..500`, or
  `fresh:100` for so many that were never tried. A failure prints its seed.
  """

  # Those of CI: few enough for each run, and the same in each.
  @recorded 1..20

  @doc "Calls `attack` with `:rand` seeded by each of the seeds."
  def each(attack) do
    for seed <- seeds(System.get_env("ATTACK_SEEDS")) do
      :rand.seed(:exsss, {seed, 0, 0})

      try do
        attack.()
      rescue
        error ->
          IO.puts(
            :stderr,
            "the attack succeeded with seed #{seed}: ATTACK_SEEDS=#{seed} repeats it"
          )

          reraise error, __STACKTRACE__
      end
    end

    :ok
  end

  defp seeds(nil), do: @recorded
  defp seeds("fresh:" <> count), do: for(_ <- 1..number(count), do: fresh())

  defp seeds(range) do
    case range |> String.split("..") |> Enum.map(&number/1) do
      [seed] -> [seed]
      [first, last] -> first..last
    end
  end

  defp fresh, do: :crypto.strong_rand_bytes(4) |> :binary.decode_unsigned()
  defp number(text), do: String.to_integer(text)
end
