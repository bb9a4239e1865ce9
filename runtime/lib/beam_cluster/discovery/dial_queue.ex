defmodule BeamCluster.Discovery.DialQueue do
  @moduledoc false
  # Which peers to dial now, in which order and how many at a time. Pure; times are monotonic milliseconds.
  #
  # Many dials run side by side, and those into nothing leave their places early. Without this the bench row dead-addresses suffers.

  alias BeamCluster.Discovery.{Dial, Peer}

  # Dials younger than @young_ms count against @young: live peers answer within milliseconds, so dead addresses leave their places to
  # others long before they time out.
  @young 16
  @young_ms 250
  @dials 64

  @type peers :: %{:inet.ip_address() => Peer.t()}

  @doc "The addresses to dial now with the way to do it, in an order that differs from node to node."
  @spec due(peers, own :: :inet.ip_address(), now :: integer) :: [{:inet.ip_address(), Dial.way()}]
  def due(peers, own, now) do
    case for({_ip, peer} = entry <- peers, Peer.due?(peer, now), do: entry) do
      [] ->
        []

      due ->
        due
        |> Enum.sort_by(fn {ip, peer} -> {Peer.rank(peer), :erlang.phash2({own, ip}), ip} end)
        |> Enum.split_with(fn {_ip, peer} -> peer.met? end)
        |> alternate()
        |> Enum.take(room(peers, now))
        |> Enum.map(fn {ip, peer} -> {ip, Peer.way(peer)} end)
    end
  end

  @doc "When `due/3` may have something next, or nil."
  @spec next_at(peers, now :: integer) :: integer | nil
  def next_at(peers, now) do
    room? = room(peers, now) > 0
    times = for {_ip, peer} <- peers, at = due_at(peer, now, room?), do: at
    Enum.min(times, fn -> nil end)
  end

  # However many addresses DNS invents, every other place is for those that were connected once. After a cut all of those are due,
  # and every other place is for the new ones.
  defp alternate({[met | mets], [unmet | unmets]}), do: [met, unmet | alternate({mets, unmets})]
  defp alternate({mets, unmets}), do: mets ++ unmets

  defp room(peers, now) do
    dials = for {_ip, %{state: :dialing} = peer} <- peers, do: peer.since_dial
    young = Enum.count(dials, &(now - &1 < @young_ms))
    max(min(@young - young, @dials - length(dials)), 0)
  end

  # A peer that is due and has no place waits for the end of a dial, or of its youth.
  defp due_at(%{state: :waiting} = peer, now, room?) do
    at = max(peer.next_at, peer.leaving_until || peer.next_at)
    if room? or at > now, do: at
  end

  defp due_at(%{state: :dialing, since_dial: at}, now, _room?) when now - at < @young_ms,
    do: at + @young_ms

  defp due_at(_peer, _now, _room?), do: nil
end
