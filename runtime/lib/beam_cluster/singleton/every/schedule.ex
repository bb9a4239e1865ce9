defmodule BeamCluster.Singleton.Every.Schedule do
  @moduledoc false
  # When a function runs. Intervals have numbers: the milliseconds of the wall, divided by their length. Pure.

  @doc """
  What is to be done at a time of the wall, where `last` is the number of the last interval that was run, or nil: `{:run, interval}` or `{:wait, ms}`.

      iex> alias BeamCluster.Singleton.Every.Schedule
      iex> Schedule.next(1_000, :once, 7, 8_250)
      {:run, 8}
      iex> Schedule.next(1_000, :skip, 7, 8_250)
      {:wait, 750}
      iex> Schedule.next(1_000, :once, 8, 8_250)
      {:wait, 750}
  """
  @spec next(pos_integer, :once | :skip, integer | nil, wall :: integer) ::
          {:run, integer} | {:wait, pos_integer}
  def next(every, missed, last, wall) do
    interval = Integer.floor_div(wall, every)

    if missed == :once and due?(interval, last),
      do: {:run, interval},
      else: {:wait, every - Integer.mod(wall, every)}
  end

  @doc "The interval that begins at a time of the wall, or nil where it was run. A timer may fire a moment early."
  @spec begins(pos_integer, integer | nil, wall :: integer) :: integer | nil
  def begins(every, last, wall) do
    interval = Integer.floor_div(wall + div(every, 10), every)
    if due?(interval, last), do: interval
  end

  # One that is far behind the last one means that the clock has been set back.
  defp due?(_interval, nil), do: true
  defp due?(interval, last), do: interval > last or interval < last - 1
end
