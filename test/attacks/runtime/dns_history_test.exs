Code.require_file("support/attack.exs", __DIR__)
Code.require_file("support/virtual_node.exs", __DIR__)

defmodule BeamCluster.Attacks.DnsHistoryTest do
  @moduledoc """
  Whatever DNS has said before, a node finds its cluster within a stated time after DNS is right.
  """
  use ExUnit.Case, async: true

  alias BeamCluster.Attack
  alias BeamCluster.Attack.VirtualNode
  alias BeamCluster.Discovery.Peers
  alias BeamCluster.Dns.Answer
  alias BeamCluster.Test.Random

  @own {10, 0, 0, 1}
  @cluster for n <- 1..9, do: {10, 0, 0, n}
  @poll_interval 15_000
  @lookup 4_000
  @dial 8_000

  # To hear DNS: the longest pause, and two look-ups that take as long as they may, one that began before. Then a dial, which waits
  # for the longest pause of a peer that was never met, and for the end of the dials that have all places.
  @hear round(1.15 * @poll_interval) + 2 * @lookup
  @found @hear + 6_250 + @dial

  @ttls [0, 1, 4, 5, 30, 300, 3_600, 86_400, 0x7FFFFFFF]

  test "a node is found within 40 s after DNS is right" do
    assert @found <= 40_000

    Attack.each(fn ->
      {history, longest} = history()
      right_at = Random.one_of([1, 5, 30, longest]) * 1_000 + Random.integer(0..1_000)
      world = world(history, right_at)
      missing = fn node -> @cluster -- [@own | Peers.connected(node.plan.peers, node.now)] end
      node = VirtualNode.new(@own, @poll_interval, world)
      assert [] = missing.(VirtualNode.run(node, right_at + @found, &(missing.(&1) == [])))
    end)
  end

  defp world(history, right_at) do
    right = right()
    boots = Map.new(@cluster, &{&1, Random.integer(0..right_at)})

    # Where nothing is, packets are dropped or answered by a reset.
    silent? = Random.one_of([true, false])

    %{
      dns: fn question, now ->
        if now < right_at, do: history.(question, now), else: right.(question, now)
      end,
      dial: fn ip, way, now -> dial(boots[ip], way, silent?, now) end
    }
  end

  defp dial(up_at, _way, _silent?, now) when up_at <= now, do: {Random.integer(1..50), :connected}
  defp dial(_nothing, _way, false, _now), do: {1, :unreachable}
  defp dial(_nothing, :direct, true, _now), do: {Random.integer(7_000..@dial), :unreachable}
  defp dial(_nothing, {:probe, _}, true, _now), do: {Random.integer(500..3_000), :unreachable}

  # Some servers answer the same for hours, as with a wrong zone, and others differ each time. With the seconds that it may last,
  # for hours of invented addresses take minutes to play.
  defp history do
    kinds = Enum.take_random([&absent/0, &others/0, &some/0, &odd/0, &late/0], Random.integer(1..3))
    addresses? = Enum.any?([&others/0, &some/0], &(&1 in kinds))
    {answers(kinds, Random.one_of([true, false])), if(addresses?, do: 120, else: 7_200)}
  end

  defp answers(kinds, false), do: fn _question, _now -> Random.one_of(kinds).() end

  defp answers([kind | _], true) do
    answer = kind.()
    since = Random.integer(-5_000..0)
    fn _question, now -> count_down(answer, div(now - since, 1_000)) end
  end

  defp absent, do: {Random.integer(1..5), {:error, :nxdomain, Random.one_of(@ttls)}}
  defp others, do: ok(Random.list(Random.one_of([3, 60, 1_500]), &stranger/0))
  defp some, do: ok(Enum.take_random(@cluster, 4) ++ Random.list(1_500, &stranger/0))
  defp odd, do: {Random.integer(1..5), {:error, :servfail, Random.one_of([nil | @ttls])}}
  defp late, do: {@lookup, {:error, :timeout, nil}}

  defp ok(addresses),
    do: {Random.integer(1..5), {:ok, %Answer{addresses: addresses, ttl: Random.one_of(@ttls)}}}

  defp stranger, do: {10, 9, Random.integer(0..40), Random.integer(1..250)}

  # As a cache in front of it counts; what has run out is there anew.
  defp count_down({ms, {:ok, answer}}, age), do: {ms, {:ok, %{answer | ttl: left(answer.ttl, age)}}}

  defp count_down({ms, {:error, reason, ttl}}, age),
    do: {ms, {:error, reason, ttl && left(ttl, age)}}

  defp left(0, _age), do: 0
  defp left(ttl, age), do: ttl - rem(age, ttl)

  # The service is right; the other names may be anything.
  defp right do
    ttl = Random.one_of([0, 5, 30, 3_600])
    service = {:ok, %Answer{addresses: @cluster, ttl: ttl}}
    others = Random.one_of([service, {:error, :nxdomain, 3_600}, {:error, :timeout, nil}])

    fn
      {:a, "api.prod" <> _}, now -> count_down({2, service}, div(now, 1_000))
      _turn, _now -> {if(match?({_, :timeout, _}, others), do: @lookup, else: 2), others}
    end
  end
end
