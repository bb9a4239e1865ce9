defmodule BeamCluster.Dns.CacheTest do
  use ExUnit.Case, async: true

  doctest BeamCluster.Dns.Questions

  alias BeamCluster.Dns.Cache

  @question {:a, "api."}

  defp looks(list),
    do:
      Enum.reduce(list, %Cache{}, fn {now, ttl}, cache ->
        Cache.learn(cache, @question, :positive, ttl, now)
      end)

  test "one look proves nothing" do
    assert looks([{0, 30}]).verdict == :unknown
  end

  test "a TTL that was counted down is a cache" do
    assert looks([{0, 30}, {1_050, 29}]).verdict == :cached
  end

  test "a TTL that stays the same for two seconds is none" do
    assert looks(for now <- 0..2_000//150, do: {now, 30}).verdict == :unknown
    assert looks(for now <- 0..2_150//150, do: {now, 30}).verdict == :none
  end

  test "looks that are far apart may each have met a new entry" do
    assert looks(for now <- 0..60_000//5_500, do: {now, 5}).verdict == :unknown
  end

  test "a cache that is put in front later is noticed, and one that is taken away too" do
    uncached = for now <- 0..2_250//150, do: {now, 30}
    cached = uncached ++ [{3_000, 28}]
    assert looks(cached).verdict == :cached
    assert looks(cached ++ for(now <- 4_000..6_400//150, do: {now, 5})).verdict == :none
  end

  test "an answer with no TTL changes nothing" do
    assert Cache.learn(%Cache{}, @question, :negative, nil, 0) == %Cache{}
  end

  test "negative answers have a TTL of their own" do
    cache = looks([{0, 30}]) |> Cache.learn(@question, :negative, 5, 100)
    assert cache.verdict == :unknown
    assert Cache.ttl(cache, 5) == 30
  end
end
