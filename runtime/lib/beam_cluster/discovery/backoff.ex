defmodule BeamCluster.Discovery.Backoff do
  @moduledoc false
  # How long to wait before a peer is dialled again. Milliseconds.
  #
  # A lost peer is tried often, because a cut link heals at any moment, and a peer that was never connected is tried less often, because
  # it most likely boots and dials by itself. Without this the bench rows link-cut-healed, dead-addresses and cold-start suffer.

  # A cut link that heals is found within a second, since either side tries this often.
  @first 150
  @unreachable 1_000
  # Each of 25 pods that start together would otherwise make a hundred dials in vain, with the processor time that the others need to boot.
  @unmet_first 500
  @unmet 5_000
  # After two minutes a dead pod is likelier than a cut link.
  @patience 120_000
  @unreachable_long 5_000
  # Many dead addresses together cost no more than 20 tries a second.
  @share 50
  # A wrong cookie stays wrong until a pod restarts, and then that pod dials. A pod that was out of reach for long may refuse once, because
  # both sides dial at the same moment; so only refusals in a row count.
  @refused_first 1_000
  @refused 30_000

  @doc """
  The pause after a failure, 75 to 125 percent of the doubling one; `dead` is how many peers are
  unreachable.

      iex> peer = %BeamCluster.Discovery.Peer{failures: 0, missing_since: 0, met?: true}
      iex> BeamCluster.Discovery.Backoff.pause(peer, :unreachable, 1, 0, 0.5)
      150
      iex> BeamCluster.Discovery.Backoff.pause(%{peer | met?: false}, :unreachable, 1, 0, 0.5)
      500
      iex> BeamCluster.Discovery.Backoff.pause(%{peer | failures: 9}, :unreachable, 1, 10_000, 0.5)
      1000
      iex> BeamCluster.Discovery.Backoff.pause(%{peer | failures: 9}, :refused, 1, 10_000, 0.5)
      1000
      iex> BeamCluster.Discovery.Backoff.pause(%{peer | refusals: 9}, :refused, 1, 10_000, 0.5)
      30000
  """
  def pause(peer, cause, dead, now, random) do
    round(double(peer, cause, dead, now) * (0.75 + 0.5 * random))
  end

  @doc """
  The longest pause of a peer that is unreachable.

      iex> BeamCluster.Discovery.Backoff.longest_unreachable(1)
      6250
  """
  def longest_unreachable(dead), do: round(1.25 * max(@unmet, @share * dead))

  defp double(peer, :refused, _dead, _now), do: grow(@refused_first, peer.refusals, @refused)

  defp double(%{met?: false} = peer, :unreachable, dead, _now),
    do: max(grow(@unmet_first, peer.failures, @unmet), @share * dead)

  defp double(peer, :unreachable, dead, now) do
    limit = if now - peer.missing_since < @patience, do: @unreachable, else: @unreachable_long
    max(grow(@first, peer.failures, limit), @share * dead)
  end

  defp grow(first, failures, limit), do: min(first * 2 ** min(failures, 20), limit)
end
