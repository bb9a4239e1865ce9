defmodule BeamCluster.Membership.LeaveMessage do
  @moduledoc false
  # What the monitors of two nodes say to each other. Each is a cast, so that a version that does not know it ignores it.
  #
  # | cast | what it says |
  # |---|---|
  # | `{:leaving, node, ms}` | `node` leaves within so many milliseconds; by itself, or by one that passes it on |
  # | `{:leaving?, asker}` | the monitor of `asker` has just started: it is here, and wants to know who leaves |
  # | `{:staying?, asker}` | `asker` has heard that you leave |
  # | `{:staying, node}` | `node` is here and does not leave |

  alias BeamCluster.Wire

  # Whoever leaves is there a little longer than its drain.
  @least_ms 5_000
  # Longer than any drain takes, and one that does goes on saying so.
  @most_ms 3_600_000

  @doc "For how long this node is said to leave: as long as it may take, and at least 5 s for the end of the VM."
  def leave_ms(config), do: config.drain_timeout |> max(@least_ms) |> clamp()

  @doc "What counts of the milliseconds that another node gives."
  def clamp(ms), do: min(ms, @most_ms)

  @doc "Tells the monitor of `node`. Neither a busy link nor one that has just gone, which a plain send would dial, holds this up."
  def tell(node, cast) do
    message = {:"$gen_cast", cast}

    if Wire.send(:membership, node, message) == :nosuspend,
      do: spawn(fn -> Wire.send_slowly(:membership, node, message) end)

    :ok
  end
end
