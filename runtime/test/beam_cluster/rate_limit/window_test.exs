defmodule BeamCluster.RateLimit.WindowTest do
  use ExUnit.Case, async: true

  doctest BeamCluster.RateLimit.Window

  alias BeamCluster.RateLimit.Window
  alias BeamCluster.Test.Random

  # Admits greedily at these times, and gives the times of those that were admitted.
  defp admit(times, scale, limit) do
    {admitted, _counts} =
      Enum.reduce(times, {[], %{}}, fn at, {admitted, counts} ->
        {window, over} = Window.at(at, scale)
        {hits, before} = {Map.get(counts, window, 0), Map.get(counts, window - 1, 0)}

        if Window.fits?(hits, before, over, scale, limit, 1),
          do: {[at | admitted], Map.put(counts, window, hits + 1)},
          else: {admitted, counts}
      end)

    Enum.reverse(admitted)
  end

  test "in any span of x scales, up to one, a sliding window admits at most (1 + x) times the limit" do
    Random.each(200, fn ->
      {scale, limit} = {Random.integer(10..200), Random.integer(1..20)}
      times = Enum.sort(for _ <- 1..300, do: Random.integer(0..(scale * 4)))
      admitted = admit(times, scale, limit)

      for first <- admitted, last <- admitted, last >= first, last - first <= scale do
        count = Enum.count(admitted, &(&1 in first..last))
        assert count * scale <= limit * (scale + last - first)
      end
    end)
  end

  test "after the wait it fits, and a millisecond before it does not" do
    Random.each(2_000, fn ->
      {scale, limit, more} = {Random.integer(2..500), Random.integer(1..50), Random.integer(1..5)}
      {hits, before} = {Random.integer(0..limit), Random.integer(0..limit)}
      over = Random.integer(0..(scale - 1))

      unless more > limit or Window.fits?(hits, before, over, scale, limit, more) do
        wait = Window.wait(hits, before, over, scale, limit, more, :sliding_window)
        assert wait > 0 and fits_after?(hits, before, over + wait, scale, limit, more)
        refute fits_after?(hits, before, over + wait - 1, scale, limit, more)
      end
    end)
  end

  defp fits_after?(hits, before, over, scale, limit, more) when over < scale,
    do: Window.fits?(hits, before, over, scale, limit, more)

  defp fits_after?(hits, _before, over, scale, limit, more),
    do: Window.fits?(0, hits, over - scale, scale, limit, more)

  test "what never fits has to wait for one scale" do
    assert Window.wait(0, 0, 10, 1_000, 3, 4, :sliding_window) == 1_000
    assert Window.wait(0, 0, 10, 1_000, 3, 4, :fixed_window) == 1_000
  end
end
