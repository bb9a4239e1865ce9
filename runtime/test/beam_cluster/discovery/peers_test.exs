defmodule BeamCluster.Discovery.PeersTest do
  use ExUnit.Case, async: true

  doctest BeamCluster.Discovery.Backoff

  alias BeamCluster.Discovery.Peers
  alias BeamCluster.Test.Random

  @own {10, 0, 0, 1}
  @peer {10, 0, 0, 2}
  @other {10, 0, 0, 3}

  # Listed long enough ago that no node waits for the other side to dial first.
  defp peers(addresses), do: Peers.new(@own) |> Peers.list(addresses, :all, -100)
  defp addresses(due), do: Enum.map(due, &elem(&1, 0))

  defp start_all(peers, now),
    do:
      Enum.reduce(Peers.due(peers, now), peers, fn {ip, _}, all -> Peers.dialing(all, ip, now) end)

  test "a listed peer is dialled at once, and this pod never" do
    assert Peers.due(peers([@own, @peer]), 0) == [{@peer, :direct}]
  end

  test "of two pods that see each other appear one dials at once, the other 10 ms later" do
    assert pauses(fn own -> Peers.list(Peers.new(own), [], :all, 0) end) == [[0, 10]]
    others = fn own -> Peers.list(Peers.new(own), [{10, 0, 9, 9}], :all, -100) end
    assert pauses(&Peers.dialing(others.(&1), {10, 0, 9, 9}, -100)) == [[0, 10]]
  end

  test "where a pod was published before it asked for the first time, 1 ms later" do
    assert pauses(&Peers.new/1) == [[0, 1]]
  end

  test "the more appear at once, the later, up to ten times that" do
    for {begin, each} <- [{&Peers.list(Peers.new(&1), [], :all, 0), 10}, {&Peers.new/1, 1}] do
      assert pauses(begin, more(4)) == [[0, 5 * each]]
      assert pauses(begin, more(30)) == [[0, 10 * each]]
    end
  end

  defp more(count), do: for(n <- 1..count, do: {10, 0, 7, n})

  # How long the two sides of a pair wait for each other, of all pairs.
  defp pauses(begin, more \\ []) do
    for n <- 2..50, uniq: true do
      both = [@own, {10, 0, 0, n}]

      sides =
        for own <- both do
          [other] = both -- [own]
          listed = Peers.list(begin.(own), both ++ more, :all, 0)
          # So that the others take none of the places for dials.
          peers = Enum.reduce(more, listed, &Peers.up(&2, &1, 0))
          Enum.find(0..100, &(other in addresses(Peers.due(peers, &1))))
        end

      Enum.sort(sides)
    end
  end

  test "a pod that is not listed, and that no other pod can dial, dials at once" do
    for n <- 2..50,
        do: assert(Peers.next_at(Peers.list(Peers.new(@own), [{10, 0, 0, n}], :all, 0), 0) == 0)
  end

  test "a peer that is being dialled or connected is not dialled" do
    dialing = Peers.dialing(peers([@peer]), @peer, 0)
    assert Peers.due(dialing, 10_000) == []
    assert Peers.due(Peers.up(dialing, @peer, 5), 10_000) == []
  end

  test "a lost peer is dialled again at once, carefully" do
    peers = peers([@own, @peer]) |> Peers.up(@peer, 1) |> Peers.down(@peer, 2)
    assert Peers.due(peers, 2) == [{@peer, {:probe, 0}}]
    assert Peers.missing(peers, 2) == [{@peer, :connecting, 2}]
  end

  test "an empty answer changes nothing" do
    peers = peers([@own, @peer])
    assert Peers.list(peers, [], :all, 1) == peers
  end

  test "an address is forgotten when three answers in a row lack it, and not before" do
    twice = peers([@peer]) |> Peers.list([@other], :all, 1) |> Peers.list([@other], :all, 2)
    assert @peer in addresses(Peers.due(twice, 2))
    assert Peers.missing(Peers.list(twice, [@other], :all, 3), 3) == [{@other, :connecting, 1}]
  end

  test "an answer of another name forgets nothing" do
    peers =
      Enum.reduce(1..9, peers([@peer]), fn now, all -> Peers.list(all, [@other], :some, now) end)

    assert Enum.sort(addresses(Peers.due(peers, 109))) == [@peer, @other]
  end

  test "an address that a peer is connected to is dialled like one that was seen, and once" do
    told = Peers.exchanged(Peers.new(@own), [@own, @peer, @other], 0)
    assert Enum.sort(addresses(Peers.due(told, 0))) == [@peer, @other]
    refute told.listed?
    assert Peers.exchanged(told, [@peer], 5) == told
    connected = Peers.up(told, @peer, 1)
    assert Peers.exchanged(connected, [@peer], 2) == connected
    # DNS has it last: it is forgotten as any other.
    unlisted = Enum.reduce(1..3, told, fn now, all -> Peers.list(all, [@peer], :all, now) end)
    assert addresses(Peers.due(unlisted, 200)) == [@peer]
  end

  test "what a peer tells comes behind what DNS lists, and is missing once DNS lists it" do
    told = for n <- 1..200, do: {10, 1, 0, n}
    peers = Peers.new(@own) |> Peers.exchanged(told, -100) |> Peers.list([@own, @peer], :all, -100)
    assert [{@peer, :direct} | _told] = Peers.due(peers, 0)
    assert Peers.discovered(peers) == [@peer]
    assert [{@peer, :connecting, -100}] = Peers.missing(peers, 0)
    listed = Peers.list(peers, [hd(told), @peer], :some, 0)
    assert hd(told) in Peers.discovered(listed)
    assert {hd(told), :connecting, -100} in Peers.missing(listed, 0)
  end

  test "of what peers tell a thousand addresses are kept, and nothing that DNS lists makes room for them" do
    told = for a <- 1..40, b <- 1..200, do: {10, 2, a, b}
    dead = Peers.failed(peers([@own, @peer]), @peer, :unreachable, 0, 0.5)
    peers = told |> Enum.chunk_every(1_000) |> Enum.reduce(dead, &Peers.exchanged(&2, &1, 0))
    assert map_size(peers.peers) == 1_000
    assert is_map_key(peers.peers, @peer)
  end

  test "a newcomer gets the addresses of the connected peers only, and of none that leaves" do
    peers =
      [@peer, @other, {10, 0, 0, 4}, {10, 0, 0, 5}]
      |> peers()
      |> Peers.up(@peer, 0)
      |> Peers.up(@other, 0)
      |> Peers.up({10, 0, 0, 4}, 0)
      |> Peers.leaving({10, 0, 0, 4}, 5_000)

    assert Enum.sort(Peers.connected(peers, 4_999)) == [@peer, @other]
    # What was announced has expired, and it is here.
    assert {10, 0, 0, 4} in Peers.connected(peers, 5_000)
  end

  test "a connected peer is never forgotten, whatever DNS says" do
    peers = peers([@peer]) |> Peers.up(@peer, 0)
    peers = Enum.reduce(1..9, peers, fn now, all -> Peers.list(all, [@other], :all, now) end)
    assert Peers.down(peers, @peer, 10).peers[@peer].state == :waiting
  end

  test "a lost peer that fails is probed soon, for the network may be back" do
    peers = peers([@peer]) |> Peers.up(@peer, 0) |> Peers.down(@peer, 50) |> fail_once(100)
    assert Peers.next_at(peers, 100) == 250
    assert Peers.due(peers, 249) == []
    assert Peers.due(peers, 250) == [{@peer, {:probe, 1}}]
  end

  test "a peer that was never met and fails, which boots still, is probed later" do
    peers = peers([@peer]) |> fail_once(100)
    assert Peers.next_at(peers, 100) == 600
    assert Peers.due(peers, 599) == []
    assert Peers.due(peers, 600) == [{@peer, {:probe, 1}}]
  end

  test "a peer that was out of reach for long and refuses once is dialled again a second later" do
    absent = peers([@peer]) |> fail(@peer)
    refused = Peers.failed(absent, @peer, {:refused, :cookie}, 100, 0.5)
    assert Peers.next_at(refused, 100) == 1_100
    assert Peers.next_at(Peers.failed(refused, @peer, :refused, 1_100, 0.5), 1_100) == 3_100
  end

  test "refusals that an absence separates are not in a row" do
    peers =
      for cause <- [:refused, :refused, :refused, :unreachable, :refused], reduce: peers([@peer]) do
        peers -> Peers.failed(peers, @peer, cause, 0, 0.5)
      end

    assert Peers.next_at(peers, 0) == 1_000
  end

  defp fail_once(peers, now),
    do: peers |> Peers.dialing(@peer, now) |> Peers.failed(@peer, :unreachable, now, 0.5)

  test "a peer counts as refusing until a dial ends in another way" do
    refused = Peers.failed(peers([@peer]), @peer, :refused, 0, 0.5)
    refute Peers.refused?(peers([@peer]), @peer)
    assert Peers.refused?(refused, @peer)
    refute Peers.refused?(Peers.up(refused, @peer, 1), @peer)
    refute Peers.refused?(Peers.failed(refused, @peer, :unreachable, 1, 0.5), @peer)
  end

  test "of all peers that a newcomer connects to, three send it at once the addresses that they know" do
    all = for n <- 1..25, do: {10, 0, 1, n}
    newcomer = {10, 0, 2, 1}

    for size <- [2, 3, 4, 25] do
      members = Enum.take(all, size)

      introducers =
        for own <- members do
          peers = Enum.reduce(members -- [own], Peers.new(own), &Peers.up(&2, &1, 0))
          Peers.introducer?(peers, newcomer, 0)
        end

      assert Enum.count(introducers, & &1) == min(size, 3)
    end
  end

  test "a peer that this pod has dialled is no newcomer" do
    peers = peers([@own, @peer])
    assert Peers.introducer?(peers, @peer, 0)
    dialing = Peers.dialing(peers, @peer, 0)
    refute Peers.introducer?(dialing, @peer, 0)
    refute Peers.introducer?(Peers.up(dialing, @peer, 1), @peer, 1)
  end

  test "knows unknown peers, expected ones and those that are back" do
    peers = peers([@peer])
    assert Peers.acquaintance(peers, @other) == :unknown
    assert Peers.acquaintance(peers, @peer) == :expected
    assert Peers.acquaintance(peers |> Peers.up(@peer, 0) |> Peers.down(@peer, 1), @peer) == :back
  end

  test "one peer that connects makes those that were lost worth a try at once" do
    peers = peers([@peer, @other]) |> Peers.up(@peer, 0) |> Peers.down(@peer, 0) |> fail(@peer)
    assert Peers.due(Peers.up(peers, @other, 10), 10) == [{@peer, {:probe, 9}}]
  end

  test "those that were never met, which boot still, are not tried at each join" do
    peers = peers([@peer, @other]) |> fail(@peer)
    assert Peers.due(Peers.up(peers, @other, 10), 10) == []
  end

  defp fail(peers, ip) do
    Enum.reduce(1..9, peers, fn now, all -> Peers.failed(all, ip, :unreachable, now, 0.5) end)
  end

  test "a peer that leaves is not dialled while it does" do
    peers =
      peers([@own, @peer])
      |> Peers.up(@peer, 0)
      |> Peers.leaving(@peer, 20_000)
      |> Peers.down(@peer, 5)

    assert Peers.due(peers, 19_999) == []
    assert Peers.missing(peers, 10) == [{@peer, :draining, 5}]
    assert Peers.settled?(peers, 10)
    assert addresses(Peers.due(peers, 20_000)) == [@peer]
  end

  test "settled means listed, and every peer connected, leaving or known to be dead" do
    refute Peers.settled?(Peers.new(@own), 0)
    assert Peers.settled?(peers([@own]), 0)
    refute Peers.settled?(peers([@own, @peer]), 0)
    refute Peers.settled?(Peers.up(peers([@peer]), @peer, 0), 0)
    assert Peers.settled?(Peers.up(peers([@own, @peer]), @peer, 0), 0)

    dead = Enum.reduce(1..3, peers([@own, @peer]), &Peers.failed(&2, @peer, :unreachable, &1, 0.5))
    assert Peers.settled?(dead, 3)
  end

  test "this pod counts as listed until three answers in a row lack it" do
    twice = peers([@own]) |> Peers.list([@peer], :all, 1) |> Peers.list([@peer], :all, 2)
    assert twice.listed?
    assert Peers.list(twice, [@own, @peer], :some, 3).own_misses == 0
    assert Peers.list(twice, [@peer], :some, 3).listed?
    refute Peers.list(twice, [@peer], :all, 3).listed?
  end

  test "dead addresses do not keep a live one from its turn" do
    dead = for n <- 1..40, do: {10, 9, 0, n}
    peers = start_all(peers(dead ++ [@peer]), 0)
    # At the latest when the first dials are no longer young, long before they time out.
    later = start_all(start_all(peers, 250), 500)
    assert later.peers[@peer].state == :dialing
  end

  test "what DNS lists now is dialled before what it listed once" do
    stale = for n <- 1..200, do: {10, 9, 0, n}
    peers = peers(stale) |> Peers.list([@own, @peer], :all, 0)
    assert [{@peer, :direct} | _] = Peers.due(peers, 200)
  end

  test "however many addresses DNS invents, a peer that was lost has its place, and each new one after a cut too" do
    invented = for n <- 1..200, do: {10, 9, 0, n}
    lost = for n <- 1..40, do: {10, 8, 0, n}

    cut =
      Enum.reduce(lost, peers(lost), fn ip, peers ->
        peers |> Peers.up(ip, 0) |> Peers.down(ip, 0) |> Peers.failed(ip, :unreachable, 0, 0.5)
      end)

    due = addresses(Peers.due(Peers.list(cut, lost ++ invented, :all, 0), 1_000))
    assert length(due) == 16
    assert Enum.count(due, &(&1 in lost)) == 8
  end

  test "dead addresses that DNS lists no more slow down nothing" do
    dead = for n <- 1..900, do: {10, 9, div(n, 250), rem(n, 250) + 1}
    all = peers([@own, @peer | dead])
    failing = Enum.reduce(dead ++ [@peer], all, &Peers.failed(&2, &1, :unreachable, 0, 0.5))
    assert failing.peers[@peer].next_at > 30_000
    right = Peers.list(failing, [@own, @peer], :all, 1_000)
    assert right.peers[@peer].next_at <= 1_000 + 6_250
    assert Peers.failed(right, @peer, :unreachable, 2_000, 1.0).peers[@peer].next_at <= 8_250
  end

  test "of invented addresses a thousand are kept, and all that are connected or were" do
    met = for n <- 1..30, do: {10, 8, 0, n}
    peers = Enum.reduce(met, peers(met), &Peers.up(&2, &1, 0))
    peers = Enum.reduce(Enum.take(met, 10), peers, &Peers.down(&2, &1, 0))

    flooded =
      Enum.reduce(1..20, peers, fn a, peers ->
        invented = for b <- 0..1, n <- 1..250, do: {10, 100 + a, b, n}
        Peers.list(peers, invented, :some, a)
      end)

    assert map_size(flooded.peers) == 1_000 + 20
    assert met -- Map.keys(flooded.peers) == []
  end

  test "what is being dialled is not forgotten, so that no more is dialled than allowed" do
    Enum.reduce(1..99, Peers.new(@own), fn n, peers ->
      peers = Peers.list(peers, for(m <- 1..99, do: {10, n, 0, m}), :all, 300 * n)
      peers = start_all(peers, 300 * n)
      assert Enum.count(peers.peers, fn {_ip, peer} -> peer.state == :dialing end) <= 64
      assert Enum.sum(for {_ip, %{state: :dialing}} <- peers.peers, do: 1) == min(16 * n, 64)
      peers
    end)
  end

  test "an address without a name waits for one, and not as one that is out of reach" do
    peers = Peers.nameless(peers([@own, @peer]), @peer, 10_000, 0, 0.5)
    assert Peers.due(peers, 9_999) == []
    assert addresses(Peers.due(peers, 10_000)) == [@peer]
    assert Peers.missing(peers, 0) == [{@peer, :connecting, -100}]
    # However soon a name may be made, a crowd that waits does not ask in a loop.
    assert Peers.next_at(Peers.nameless(peers, @peer, 1, 0, 0.0), 0) == 1_500
  end

  test "who is due and has no place waits for one, and not in a loop" do
    peers = start_all(peers(for n <- 1..40, do: {10, 9, 0, n}), 0)
    assert Peers.due(peers, 10) == []
    assert Peers.next_at(peers, 10) == 250
    {ip, _dialing} = Enum.find(peers.peers, fn {_ip, peer} -> peer.state == :dialing end)
    assert [{next, :direct}] = Peers.due(Peers.up(peers, ip, 20), 20)
    assert Peers.next_at(Peers.dialing(Peers.up(peers, ip, 20), next, 20), 20) == 250
  end

  test "the order of dialling differs from node to node" do
    addresses = for n <- 10..30, do: {10, 0, 0, n}

    order = fn own ->
      Peers.new(own) |> Peers.list(addresses, :all, 0) |> Peers.due(0) |> addresses()
    end

    assert order.({10, 0, 0, 1}) != order.({10, 0, 0, 2})
  end

  test "whatever happens: no more dials than allowed, none to itself, none twice, none forgotten for long" do
    Random.each(200, fn ->
      Enum.reduce(1..80, {Peers.new(@own), 0}, fn _, {peers, now} ->
        now = now + Random.integer(0..400)
        peers = happen(peers, now)
        due = addresses(Peers.due(peers, now))
        dialing = for {ip, %{state: :dialing}} <- peers.peers, do: ip
        assert @own not in due
        assert due -- dialing == due and due == Enum.uniq(due)
        assert length(due) + length(dialing) <= 64 and length(due) <= 16

        waiting =
          for {_, %{state: :waiting, leaving_until: nil} = peer} <- peers.peers, do: peer.next_at

        assert Enum.all?(waiting, &(&1 - now <= 37_500))
        {start_all(peers, now), now}
      end)
    end)
  end

  defp happen(peers, now) do
    ip = Random.one_of(Map.keys(peers.peers) ++ [Random.address()])

    case Random.integer(1..8) do
      8 -> Peers.nameless(peers, ip, Random.integer(1..20_000), now, :rand.uniform())
      1 -> Peers.list(peers, Random.list(30, &Random.address/0), :all, now)
      2 -> Peers.list(peers, Random.list(30, &Random.address/0), :some, now)
      3 -> Peers.up(peers, if(ip == @own, do: @peer, else: ip), now)
      4 -> Peers.down(peers, ip, now)
      5 -> Peers.failed(peers, ip, Random.one_of([:unreachable, :refused]), now, :rand.uniform())
      6 -> Peers.leaving(peers, ip, now + 5_000)
      7 -> Peers.exchanged(peers, Random.list(30, &Random.address/0), now)
    end
  end
end
