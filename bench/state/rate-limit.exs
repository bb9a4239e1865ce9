# How many nanoseconds of the processor a hit takes: elixir rate-limit.exs ours|others own|hot
#
# `others` is a stand-in for the published algorithm of Hammer's fix_window on ETS: one update_counter of {key, window}. `ours` is a
# shared limiter with two peers, whose process runs and takes what changed.

defmodule FixWindow do
  def new do
    :ets.new(__MODULE__, [:named_table, :set, :public, read_concurrency: true, write_concurrency: true])
  end

  def hit(key, scale, limit, increment) do
    now = System.system_time(:millisecond)
    window = div(now, scale)
    expires_at = (window + 1) * scale
    full_key = {key, window}
    count = :ets.update_counter(__MODULE__, full_key, increment, {full_key, 0, expires_at})
    if count <= limit, do: {:allow, count}, else: {:deny, expires_at - now}
  end
end

defmodule Ours do
  alias BeamCluster.RateLimit
  alias BeamCluster.RateLimit.{Limiter, Store}

  def new do
    {:ok, _pid} = Supervisor.start_link([RateLimit], strategy: :one_for_one)
    store = :persistent_term.get({Limiter, RateLimit})
    Store.nodes(store, 3)
  end

  def hit(key, scale, limit, increment), do: RateLimit.hit(key, scale, limit, increment)
end

[contender, keys] = System.argv()
module = %{"ours" => Ours, "others" => FixWindow}[contender]
module.new()

processes = System.schedulers_online()
hits = 400_000
limit = 1_000_000_000

# Each process has a thousand keys of its own, or all have the same one.
key = fn
  "own", process, hit -> {process, rem(hit, 1_000)}
  "hot", _process, _hit -> "hot"
end

run = fn count ->
  tasks =
    for process <- 1..processes do
      Task.async(fn ->
        Enum.each(1..count, fn hit ->
          {:allow, _count} = module.hit(key.(keys, process, hit), 60_000, limit, 1)
        end)
      end)
    end

  Task.await_many(tasks, :infinity)
end

run.(20_000)
{_total, _since} = :erlang.statistics(:runtime)
run.(hits)
{_total, ms} = :erlang.statistics(:runtime)
IO.puts(ms * 1_000_000 / (hits * processes))
