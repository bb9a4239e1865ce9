defmodule BeamCluster.Discovery.Peers do
  @moduledoc false
  # The other pods by address: which are connected, which to dial next, and why the rest is missing.
  #
  # Pure; times are monotonic milliseconds. Nothing here is ever a reason to disconnect: an address that
  # DNS no longer lists is only not dialled any more.

  alias BeamCluster.Discovery.{Backoff, Peer}

  defstruct peers: %{}, own: nil, listed?: false, own_misses: 0, courtesy: nil

  @type t :: %__MODULE__{peers: %{:inet.ip_address() => Peer.t()}, listed?: boolean}

  # Answers of the service in a row that lack an address before it is forgotten: one stale cache among
  # several DNS servers must not hide a pod.
  @misses 3
  # Addresses that are not connected are not kept beyond this number, above what one cluster of fully meshed nodes has: an
  # answer by TCP holds 4,000, and the next one may hold 4,000 others.
  @most 1_000
  # Dials younger than @young_ms count against @young: live peers answer within milliseconds, so dead
  # addresses leave their places to others long before they time out.
  @young 16
  @young_ms 250
  @dials 64
  # Where all addresses were out before this pod started, whoever else starts now is about to dial, and whoever
  # started earlier has given up for the moment. Where pods see each other appear, up to a question's pause lies
  # between the two sides. Milliseconds for each peer that is new, as that many handshakes take, and at most.
  @courtesy_published {1, 10}
  @courtesy {10, 100}
  @heralds 3
  # Where a name comes back each 2 s, most of a crowd that waits would ask in vain.
  @nameless_ms 2_000
  # After so many failures a peer is no longer about to connect.
  @promising 3

  @doc "No peers yet; `own` is this pod's address, never dialled."
  def new(own), do: %__MODULE__{own: own}

  @doc """
  Adds the addresses of an answer; `:all` of the service, or `:some` of another name. No address (the name does
  not exist, or has none) takes nothing away.
  """
  def list(%__MODULE__{courtesy: nil} = peers, addresses, extent, now) do
    courtesy = if peers.own in addresses, do: @courtesy_published, else: @courtesy
    list(%{peers | courtesy: courtesy}, addresses, extent, now)
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
    |> add(addresses, &Peer.new(now, courtesy(peers, &1, &2, seen?)))
    |> calm(now)
    |> list_own(peers.own == nil or peers.own in listed, extent)
  end

  @doc """
  Adds the addresses that a peer is connected to: they are there, whatever DNS says of this pod. Until DNS lists it or it is
  connected, it is the word of that peer alone: it comes behind all others, and only where there is room.
  """
  def told(%__MODULE__{} = peers, addresses, now) do
    pause = &courtesy(peers, &1, &2, peers.listed?)
    addresses = Enum.take(addresses, max(@most - map_size(peers.peers), 0))
    add(peers, addresses, &%{Peer.new(now, pause.(&1, &2)) | told?: true})
  end

  @doc "The addresses that are connected and do not leave."
  def connected(%__MODULE__{peers: peers}, now),
    do: for({ip, %{state: :connected} = peer} <- peers, not Peer.leaving?(peer, now), do: ip)

  @doc "The addresses that DNS has listed or that were connected."
  def discovered(%__MODULE__{peers: peers}), do: for({ip, %{told?: false}} <- peers, do: ip)

  @doc """
  Whether this pod is one of the three that tell a peer at once whom they know, by lot among those that are connected
  here: all do in a small cluster, and in a large one a few, for each costs the newcomer a moment. Whom this pod has
  dialled is none.
  """
  def herald?(%__MODULE__{own: own} = peers, ip, now) do
    lot = &:erlang.phash2({&1, ip})
    dialled? = match?(%{^ip => %{state: state}} when state != :waiting, peers.peers)
    not dialled? and Enum.count(connected(peers, now), &(lot.(&1) < lot.(own))) < @heralds
  end

  @doc """
  What is known of an address: `:stranger` of nobody, `:expected` one that DNS or a peer has told of, `:back` one
  that was connected before.
  """
  def acquaintance(%__MODULE__{peers: peers}, ip) do
    case peers do
      %{^ip => %{met?: true}} -> :back
      %{^ip => _peer} -> :expected
      _nothing -> :stranger
    end
  end

  @doc "A peer is connected; the others that were lost and are out of reach are worth a try at once."
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

  @doc "The addresses to dial now with the way to do it, in an order that differs from node to node."
  def due(%__MODULE__{peers: peers, own: own}, now) do
    case for({_ip, peer} = entry <- peers, Peer.due?(peer, now), do: entry) do
      [] ->
        []

      due ->
        due
        |> Enum.sort_by(fn {ip, peer} -> {rank(peer), :erlang.phash2({own, ip}), ip} end)
        |> Enum.split_with(fn {_ip, peer} -> peer.met? end)
        |> take_turns()
        |> Enum.take(room(peers, now))
        |> Enum.map(fn {ip, peer} -> {ip, Peer.way(peer)} end)
    end
  end

  # What the last answer of the service lacks comes behind what it has, and what has failed behind what has not.
  defp rank(peer), do: {peer.told?, peer.misses > 0, peer.failures}

  # However many addresses DNS invents, every other place is for those that were connected once; and the other way round,
  # for after a cut all of those are due.
  defp take_turns({[met | mets], [unmet | unmets]}),
    do: [met, unmet | take_turns({mets, unmets})]

  defp take_turns({mets, unmets}), do: mets ++ unmets

  defp room(peers, now) do
    dials = for {_ip, %{state: :dialing} = peer} <- peers, do: peer.since_dial
    young = Enum.count(dials, &(now - &1 < @young_ms))
    max(min(@young - young, @dials - length(dials)), 0)
  end

  @doc "Notes that `ip` is being dialled."
  def dialing(peers, ip, now), do: update(peers, ip, &%{&1 | state: :dialing, since_dial: now})

  @doc "A dial failed for `cause`, `:unreachable` or `:refused`; `random` (0.0..1.0) spreads the next."
  def failed(peers, ip, cause, now, random) do
    update(peers, ip, fn peer ->
      Peer.failed(peer, cause, now, Backoff.pause(peer, cause, dead(peers), now, random))
    end)
  end

  @doc "No name may be made of `ip` for `wait` milliseconds; `random` (0.0..1.0) spreads the next try."
  def nameless(peers, ip, wait, now, random) do
    pause = round(max(wait, @nameless_ms) * (0.75 + 0.5 * random))
    update(peers, ip, &Peer.failed(&1, &1.cause, now, pause))
  end

  # Those that DNS lists no more will soon be forgotten, and slow down nothing.
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
  def next_at(%__MODULE__{peers: peers}, now) do
    room? = room(peers, now) > 0
    times = for {_ip, peer} <- peers, at = due_at(peer, now, room?), do: at
    Enum.min(times, fn -> nil end)
  end

  # Who is due and has no place waits for the end of a dial, or of its youth.
  defp due_at(%{state: :waiting} = peer, now, room?) do
    at = max(peer.next_at, peer.leaving_until || peer.next_at)
    if room? or at > now, do: at
  end

  defp due_at(%{state: :dialing, since_dial: at}, now, _room?) when now - at < @young_ms,
    do: at + @young_ms

  defp due_at(_peer, _now, _room?), do: nil

  @doc "Whether DNS lists this pod and every peer is connected, leaving or known to be out of reach."
  def settled?(%__MODULE__{} = peers, now) do
    peers.listed? and
      not Enum.any?(peers.peers, fn {_ip, peer} -> Peer.promising?(peer, now, @promising) end)
  end

  @doc "What is not connected of those that were discovered, as `{address, cause, since}`."
  def missing(%__MODULE__{peers: peers}, now) do
    for {ip, %{told?: false} = peer} <- peers, peer.state != :connected do
      {ip, Peer.cause(peer, now), peer.missing_since}
    end
  end

  # When all pods start at once, both sides of each pair dial and their handshakes collide. One side, by lot,
  # goes first; the other follows only if it is still not connected, for it may be the only one that knows.
  # A pod that is not listed is the only one for sure.
  defp courtesy(_peers, _ip, _count, false), do: 0

  defp courtesy(%{own: own, courtesy: {each, most}}, ip, count, true) do
    small_first? = rem(:erlang.phash2({min(own, ip), max(own, ip)}), 2) == 0
    if own < ip == small_first?, do: 0, else: min(each * count, most)
  end

  defp add(%{peers: known, own: own} = peers, addresses, new) do
    fresh = for ip <- addresses, ip != own, not is_map_key(known, ip), do: ip
    count = length(fresh)
    found = Map.new(fresh, &{&1, new.(&1, count)})
    %{peers | peers: known |> Map.merge(found) |> bound()}
  end

  defp bound(peers) when map_size(peers) <= @most, do: peers

  defp bound(peers) do
    {waiting, kept} = Enum.split_with(peers, fn {_ip, peer} -> peer.state == :waiting end)
    first = Enum.sort_by(waiting, fn {ip, peer} -> {not peer.met?, rank(peer), ip} end)
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
