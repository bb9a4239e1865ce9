defmodule BeamCluster.RateLimit.Options do
  @moduledoc false
  # Reads the options of a limiter, and names all that are wrong.

  @defaults [
    mode: :shared,
    algorithm: :sliding_window,
    flush: 100,
    slack: 0.1,
    max_keys: 1_000_000,
    on_full: :allow,
    warm_timeout: 5_000
  ]

  @doc """
  The options with the defaults, as a map.

      iex> BeamCluster.RateLimit.Options.read!(BeamCluster.RateLimit, slack: 0.05).slack_permille
      50

      iex> BeamCluster.RateLimit.Options.read!(BeamCluster.RateLimit, flush: 0)
      ** (ArgumentError) BeamCluster.RateLimit: :flush must be a whole number of milliseconds from 5 to 10,000, got: 0
  """
  @spec read!(module, keyword) :: map
  def read!(name, options) do
    unknown = Keyword.keys(options) -- Keyword.keys(@defaults)
    options = Keyword.merge(@defaults, options)

    problems =
      for(key <- unknown, do: "unknown option #{inspect(key)}") ++
        for {key, value} <- options,
            key not in unknown,
            must = wrong(key, value),
            do: "#{inspect(key)} must be #{must}, got: #{inspect(value)}"

    if problems != [],
      do: raise(ArgumentError, "#{inspect(name)}: #{Enum.join(problems, "; ")}")

    {slack, options} = options |> Map.new() |> Map.pop!(:slack)
    Map.put(options, :slack_permille, round(slack * 1_000))
  end

  defp wrong(:mode, mode) when mode in [:shared, :local], do: nil
  defp wrong(:mode, _mode), do: ":shared or :local"
  defp wrong(:algorithm, kind) when kind in [:sliding_window, :fixed_window], do: nil
  defp wrong(:algorithm, _kind), do: ":sliding_window or :fixed_window"
  defp wrong(:on_full, what) when what in [:allow, :deny], do: nil
  defp wrong(:on_full, _what), do: ":allow or :deny"
  defp wrong(:flush, ms) when ms in 5..10_000, do: nil
  defp wrong(:flush, _ms), do: "a whole number of milliseconds from 5 to 10,000"
  defp wrong(:slack, part) when is_number(part) and part >= 0 and part <= 1, do: nil
  defp wrong(:slack, _part), do: "a number from 0 to 1"
  defp wrong(:max_keys, count) when is_integer(count) and count > 0, do: nil
  defp wrong(:max_keys, _count), do: "a whole number above 0"
  defp wrong(:warm_timeout, ms) when ms in 0..60_000, do: nil
  defp wrong(:warm_timeout, _ms), do: "a whole number of milliseconds from 0 to 60,000"
end
