defmodule BeamCluster.Membership.LeaveMessage do
  @moduledoc false
  # What the memberships of two nodes say to each other. Each is a cast, so a version that does not know it ignores it.
  #
  # | cast | what it says |
  # |---|---|
  # | `{:leaving, node, ms}` | `node` leaves within so many milliseconds; from itself, or from a node that passes it on |
  # | `{:leaving?, asker}` | the membership of `asker` has just started: it is here, and asks which nodes leave |
  # | `{:staying?, asker}` | `asker` has heard that you leave |
  # | `{:staying, node}` | `node` is here and does not leave |

  alias BeamCluster.Wire

  # A node that leaves is there a little longer than its drain.
  @least_ms 5_000
  # Longer than any drain takes. A longer one is announced again.
  @most_ms 3_600_000

  @doc "For how long this node counts as leaving: as long as its drain may take, and at least 5 s for the end of the VM."
  def leave_ms(config), do: config.drain_timeout |> max(@least_ms) |> clamp()

  @doc "Bounds the milliseconds that another node gives."
  def clamp(ms), do: min(ms, @most_ms)

  @doc "Sends a message to the membership of `node`. Neither a busy link nor one that has just gone holds the caller up."
  def send(node, cast) do
    message = {:"$gen_cast", cast}

    if Wire.send(:membership, node, message) == :nosuspend,
      do: spawn(fn -> Wire.send_slowly(:membership, node, message) end)

    :ok
  end
end
