defmodule BeamCluster.Clock do
  @moduledoc false
  # The time, in milliseconds. The pure modules get it as an argument.

  @type t :: {monotonic_ms :: integer, wall_ms :: integer}

  @doc "The monotonic time: for all that lasts, because it never jumps."
  @spec now :: integer
  def now, do: System.monotonic_time(:millisecond)

  @doc "The monotonic time and that of the wall, which all nodes share as far as their clocks agree."
  @spec read :: t
  def read, do: {now(), System.system_time(:millisecond)}
end
