defmodule BeamCluster.RateLimit.Window do
  @moduledoc false
  # What a window allows. Pure; in whole numbers, so that all nodes round alike.
  #
  # Windows of one scale follow each other without gaps from the Unix epoch on, so all nodes agree on their borders as far as their clocks
  # agree. A sliding window adds of the window before the part that is still within one scale, as if its hits had come evenly.

  @doc """
  The window of a time of the wall, and how many milliseconds of it are over.

      iex> BeamCluster.RateLimit.Window.at(2_500, 1_000)
      {2, 500}
  """
  @spec at(wall_ms :: integer, scale :: pos_integer) :: {integer, non_neg_integer}
  def at(wall, scale), do: {div(wall, scale), rem(wall, scale)}

  @doc """
  How much of the limit is used: the hits of this window, and what still counts of those before it.

      iex> BeamCluster.RateLimit.Window.used(3, 10, 750, 1_000)
      5
  """
  @spec used(non_neg_integer, non_neg_integer, non_neg_integer, pos_integer) :: non_neg_integer
  def used(hits, before, over, scale), do: hits + div(before * (scale - over), scale)

  @doc "Whether so many more hits fit."
  @spec fits?(
          non_neg_integer,
          non_neg_integer,
          non_neg_integer,
          pos_integer,
          non_neg_integer,
          pos_integer
        ) :: boolean
  def fits?(hits, 0, _over, _scale, limit, more), do: hits + more <= limit

  def fits?(hits, before, over, scale, limit, more),
    do: (hits + more) * scale + before * (scale - over) <= limit * scale

  @doc """
  After how many milliseconds so many more hits fit, if none comes before; one scale where they never do.

      iex> BeamCluster.RateLimit.Window.wait(10, 0, 400, 1_000, 10, 1, :fixed_window)
      600

      iex> BeamCluster.RateLimit.Window.wait(0, 10, 0, 1_000, 10, 1, :sliding_window)
      100
  """
  @spec wait(
          non_neg_integer,
          non_neg_integer,
          non_neg_integer,
          pos_integer,
          non_neg_integer,
          pos_integer,
          :fixed_window | :sliding_window
        ) :: pos_integer
  def wait(_hits, _before, _over, scale, limit, more, _algorithm) when more > limit, do: scale
  def wait(_hits, _before, over, scale, _limit, _more, :fixed_window), do: scale - over

  def wait(hits, before, over, scale, limit, more, :sliding_window) do
    if hits + more <= limit,
      do: max(share_gone(before, limit - hits - more, scale) - over, 1),
      else: scale - over + share_gone(hits, limit - more, scale)
  end

  # When of `before` only `room` counts.
  defp share_gone(before, room, _scale) when before <= room, do: 0
  defp share_gone(before, room, scale), do: scale - div(room * scale, before)
end
