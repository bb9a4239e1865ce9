defmodule BeamCluster.Discovery.Peers do
  @moduledoc false
  # The other pods by address: which are connected, which to dial next, and why the rest is missing.
  #
  # Pure; times are monotonic milliseconds. Nothing here is ever a reason to disconnect: an address that DNS no longer lists is no longer
  # dialled, and that is all.

  alias BeamCluster.Discovery.{Backoff, DialQueue, DialStagger, Peer}

  defstruct peers: %{}, own: nil, listed?: false, own_misses: 0, stagger: nil

  @typedoc "`own` is the address of this pod, `listed?` whether DNS lists it, and `own_misses` the answers in a row that lack it."
  @type t :: %__MODULE__{
          peers: %{:inet.ip_address() => Peer.t()},
          own: :inet.ip_address() | nil,
          listed?: boolean,
          own_misses: non_neg_integer,
          stagger: DialStagger.t() | nil
        }

  # Answers of the service in a row that lack an address before it is forgotten: one stale cache among
  # several DNS servers must not hide a pod.
  @misses 3
  # Addresses that are not connected are not kept beyond this number, above what one cluster of fully meshed nodes has: an
  # answer by TCP holds 4,000, and the next one may hold 4,000 others.
  @most 1_000
  @introducers 3
  # Names come back one each 2 s, so most of many addresses that wait would ask in vain.
  @nameless_ms 2_000
  # After so many failures a peer is no longer about to connect.
  @promising 3

  @doc "No peers yet; `own` is this pod's address, never dialled."
  def new(own), do: %__MODULE__{own: own}

  @doc """
  Adds the addresses of an answer: `:all` of the service, or `:some` of another name. An answer without addresses takes nothing away.
  """
  def list(%__MODULE__{stagger: nil} = peers, addresses, extent, now) do
    stagger = DialStagger.of(peers.own in addresses)
    list(%{peers | stagger: stagger}, addresses, extent, now)
  end

  def list(peers, [], _extent, _now), do: peers

  def list(%__MODULE__{} = peers, addresses, extent, now) do
    listed = MapSet.new(addresses)

    known =
      for {ip, peer} <- peers.peers,
          peer = count_miss(peer, extent == :all and not MapSet.member?(listed, ip)),
          peer.state != :waiting or peer.misses < @misses,
          into: %{},
          do: {ip, if(MapSet.member?(listed, ip), do: Peer.listed(peer), else: peer)}

    seen? = peers.listed? or peers.own in listed

    %{peers | peers: known}
    |> add(addresses, &Peer.new(now, pause(peers, &1, &2, seen?)))
    |> calm(now)
    |> list_own(peers.own == nil or peers.own in listed, extent)
  end

  @doc """
  Adds the addresses that a peer is connected to. Until DNS lists such an address or it is connected, it is unconfirmed: it is dialled
  after all others, and kept only where there is room.
  """
  def exchanged(%__MODULE__{} = peers, addresses, now) do
    addresses = Enum.take(addresses, max(@most - map_size(peers.peers), 0))
    new = &Peer.new(now, pause(peers, &1, &2, peers.listed?))
    add(peers, addresses, &%{new.(&1, &2) | unconfirmed?: true})
  end

  @doc "The addresses that are connected."
  def linked(%__MODULE__{peers: peers}), do: for({ip, %{state: :connected}} <- peers, do: ip)

  @doc "The addresses that are connected and do not leave."
  def connected(%__MODULE__{peers: peers}, now),
    do: for({ip, %{state: :connected} = peer} <- peers, not Peer.leaving?(peer, now), do: ip)

  @doc "The addresses that DNS has listed or that were connected."
  def discovered(%__MODULE__{peers: peers}), do: for({ip, %{unconfirmed?: false}} <- peers, do: ip)

  @doc """
  Whether this pod is one of the three introducers of a peer, which send it their addresses at once, drawn by hash among those that are
  connected here. In a small cluster all of them are, so that no cache in front of DNS hides a pod from it; in a large one three are
  enough, because each message costs the new node a moment. A pod is no introducer of a peer that it has dialled.
  """
  def introducer?(%__MODULE__{own: own} = peers, ip, now) do
    lot = &:erlang.phash2({&1, ip})
    dialled? = match?(%{^ip => %{state: state}} when state != :waiting, peers.peers)
    not dialled? and Enum.count(connected(peers, now), &(lot.(&1) < lot.(own))) < @introducers
  end

  @doc """
  What is known of an address: nothing (`:unknown`), that DNS or a peer listed it (`:expected`), or that it was connected before (`:back`).
  """
  def acquaintance(%__MODULE__{peers: peers}, ip) do
    case peers do
      %{^ip => %{met?: true}} -> :back
      %{^ip => _peer} -> :expected
      _nothing -> :unknown
    end
  end

  @doc "A peer is connected. That is a reason to try at once those that were lost and are out of reach."
  def up(%__MODULE__{peers: peers} = all, ip, now) do
    case peers do
      %{^ip => %{state: :connected}} ->
        all

      _news ->
        retried =
          for {other, peer} <- peers, lost = Peer.retry(peer, now), into: peers, do: {other, lost}

        %{all | peers: Map.put(retried, ip, Peer.connected(peers[ip] || Peer.new(now, 0)))}
    end
  end

  @doc "A peer's connection is gone."
  def down(%__MODULE__{} = peers, ip, now), do: update(peers, ip, &Peer.lost(&1, now))

  @doc "A peer says that it leaves: it is not dialled until `until`."
  def leaving(%__MODULE__{} = peers, ip, until),
    do: update(peers, ip, &%{&1 | leaving_until: until})

  @doc "The addresses to dial now with the way to do it."
  def due(%__MODULE__{peers: peers, own: own}, now), do: DialQueue.due(peers, own, now)

  @doc "Notes that `ip` is being dialled."
  def dialing(peers, ip, now), do: update(peers, ip, &%{&1 | state: :dialing, since_dial: now})

  @doc "A dial failed, see `Dial.failure/1`; `random` (0.0..1.0) spreads the next."
  def failed(peers, ip, failure, now, random) do
    update(peers, ip, fn peer ->
      pause = Backoff.pause(peer, Peer.cause_of(failure), dead(peers), now, random)
      Peer.failed(peer, failure, now, pause)
    end)
  end

  @doc "Why those that are missing do not connect, where that is known, by address."
  def reasons(%__MODULE__{peers: peers}),
    do: for({ip, %{why: why}} <- peers, why != nil, into: %{}, do: {ip, why})

  @doc "No name may be made of `ip` for `wait` milliseconds; `random` (0.0..1.0) spreads the next try."
  def nameless(peers, ip, wait, now, random) do
    pause = round(max(wait, @nameless_ms) * (0.75 + 0.5 * random))
    update(peers, ip, &Peer.failed(&1, &1.cause, now, pause))
  end

  # Those that DNS no longer lists will soon be forgotten, and must not slow down the others.
  defp dead(%{peers: peers}),
    do: Enum.count(peers, fn {_ip, peer} -> peer.cause == :unreachable and peer.misses == 0 end)

  # A pause that was long because many were dead ends when DNS no longer lists them.
  defp calm(%{peers: known} = peers, now) do
    latest = now + Backoff.longest_unreachable(dead(peers))

    calmed =
      for {ip, %{state: :waiting, cause: :unreachable, next_at: at} = peer} <- known,
          at > latest,
          into: known,
          do: {ip, %{peer | next_at: latest}}

    %{peers | peers: calmed}
  end

  @doc "Whether the last dial of it reached it and was refused."
  def refused?(%__MODULE__{peers: peers}, ip), do: match?(%{^ip => %{cause: :refused}}, peers)

  @doc "When `due/2` may have something next, or nil."
  def next_at(%__MODULE__{peers: peers}, now), do: DialQueue.next_at(peers, now)

  @doc "Whether DNS lists this pod and every peer is connected, leaving or known to be out of reach."
  def settled?(%__MODULE__{} = peers, now) do
    peers.listed? and
      not Enum.any?(peers.peers, fn {_ip, peer} -> Peer.promising?(peer, now, @promising) end)
  end

  @doc "What is not connected of those that were discovered, as `{address, cause, since}`."
  def missing(%__MODULE__{peers: peers}, now) do
    for {ip, %{unconfirmed?: false} = peer} <- peers,
        peer.state != :connected,
        do: {ip, Peer.cause(peer, now), peer.missing_since}
  end

  defp pause(%{stagger: stagger, own: own}, ip, count, listed?),
    do: DialStagger.pause(stagger, own, ip, count, listed?)

  defp add(%{peers: known, own: own} = peers, addresses, new) do
    fresh = for ip <- addresses, ip != own, not is_map_key(known, ip), do: ip
    count = length(fresh)
    found = Map.new(fresh, &{&1, new.(&1, count)})
    %{peers | peers: known |> Map.merge(found) |> bound()}
  end

  defp bound(peers) when map_size(peers) <= @most, do: peers

  defp bound(peers) do
    {waiting, kept} = Enum.split_with(peers, fn {_ip, peer} -> peer.state == :waiting end)
    first = Enum.sort_by(waiting, fn {ip, peer} -> {not peer.met?, Peer.rank(peer), ip} end)
    Map.new(kept ++ Enum.take(first, @most))
  end

  defp list_own(peers, true, _extent), do: %{peers | listed?: true, own_misses: 0}
  defp list_own(peers, false, :some), do: peers

  defp list_own(%{own_misses: misses} = peers, false, :all),
    do: %{peers | listed?: peers.listed? and misses + 1 < @misses, own_misses: misses + 1}

  defp count_miss(peer, true), do: %{peer | misses: peer.misses + 1}
  defp count_miss(peer, false), do: peer

  defp update(%__MODULE__{peers: peers} = all, ip, change) do
    case peers do
      %{^ip => peer} -> %{all | peers: %{peers | ip => change.(peer)}}
      _unknown -> all
    end
  end
end
