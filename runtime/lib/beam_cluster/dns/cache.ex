defmodule BeamCluster.Dns.Cache do
  @moduledoc false
  # Whether a server in front of the records caches answers, which their TTL shows.
  #
  # A TTL below an earlier one of the same question was counted down, so the answer is cached. A TTL that stays the same for 2 s, over at
  # least 4 look-ups that follow each other closely, is not. Pure; times are milliseconds, TTLs seconds.
  #
  # Where nothing caches, DNS is asked each 150 ms, and behind a cache in rotation. Without this difference the bench rows mesh-uncached or
  # mesh-coredns suffer.

  defstruct verdict: :unknown, tops: %{}, runs: %{}

  @type verdict :: :unknown | :cached | :none
  @type t :: %__MODULE__{verdict: verdict, tops: map, runs: map}

  # A cache counts down once a second, so a TTL cannot stay the same for two.
  @steady_ms 2_000
  @steady_looks 4
  @close_ms 1_000

  @doc "Learns from one answer. `kind` keeps negative answers apart, whose TTL is that of the SOA record."
  def learn(cache, _question, _kind, nil, _now), do: cache

  def learn(cache, question, kind, ttl, now) do
    key = {question, kind}
    top = max(Map.get(cache.tops, key, 0), ttl)
    run = run(cache.runs[key], ttl, now)
    cache = %{cache | tops: Map.put(cache.tops, key, top), runs: Map.put(cache.runs, key, run)}

    cond do
      steady?(run, now) -> %{cache | verdict: :none, tops: %{key => ttl}}
      ttl < top -> %{cache | verdict: :cached}
      true -> cache
    end
  end

  @doc "The longest time (seconds) for which a positive answer was good, or `default`."
  def ttl(cache, default) do
    for({{_question, :positive}, top} <- cache.tops, do: top) |> Enum.max(fn -> default end)
  end

  @doc "The longest time (seconds) for which any answer was good, negative ones included, or `default`."
  def longest(cache, default), do: cache.tops |> Map.values() |> Enum.max(fn -> default end)

  # Looks far apart may each have found a new entry, so they prove nothing together.
  defp run({ttl, since, last, looks}, ttl, now) when now - last <= @close_ms,
    do: {ttl, since, now, looks + 1}

  defp run(_other, ttl, now), do: {ttl, now, now, 1}

  defp steady?({_ttl, since, _last, looks}, now),
    do: looks >= @steady_looks and now - since >= @steady_ms
end
