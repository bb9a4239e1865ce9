defmodule BeamCluster.Dns.Schedule do
  @moduledoc false
  # When to ask DNS next, and what. Pure: time and chance are arguments, so tests run it in virtual time.
  #
  # **Settled** (DNS lists this pod): the service alone, after 1, 2, 4, 8 s and then every `poll_interval`.
  # Whoever is listed is dialled without asking again, and whoever is not finds this pod listed and dials.
  #
  # **Unsettled**: the service each 150 ms where nothing caches it; the pause grows to a hundredth of the
  # time that it has lasted, at most 5 s. Behind a cache, where asking again gives the old answer, the
  # service when its entry runs out, and in between the turns of `BeamCluster.Dns.NameRotation`. With nine names and
  # CoreDNS's 5 s that is at most 162 questions in the first minute behind the cache, 2.7 a second, and fewer later.
  #
  # **A TTL is DNS's word, and DNS may be wrong.** It never makes a pause longer than `poll_interval` (or 5 s, where that is
  # more). So whatever DNS has answered before, the service is asked within 1.15 times as long and the time of two look-ups,
  # one that runs already and one of a turn: with the defaults 25.25 s after DNS is right.

  alias BeamCluster.Dns.{Cache, NameRotation, Questions}

  defstruct [
    :service,
    :service_at,
    :poll_interval,
    :since,
    :turns,
    latest: [],
    settled?: false,
    step: 0,
    errors: 0,
    cache: %Cache{}
  ]

  @type t :: %__MODULE__{}
  @type clock :: {monotonic_ms :: integer, wall_ms :: integer}

  @fast_ms 150
  @slow_ms 5_000
  @share 100
  @settled_ms [1_000, 2_000, 4_000, 8_000]
  @max_error_pause_ms 1_000

  @doc "A schedule that asks at once."
  def new(name, family, poll_interval, clock) do
    unsettle(
      %__MODULE__{
        service: Questions.service(name, family),
        turns: NameRotation.new(name, family),
        poll_interval: poll_interval
      },
      clock
    )
  end

  @doc "The next question and when to ask it (monotonic milliseconds)."
  def next(%{turns: %{at: at, question: question}, service_at: service_at})
      when at != nil and at < service_at,
      do: {at, question}

  def next(schedule), do: {schedule.service_at, schedule.service}

  @doc "Takes the result of a question and plans the next; `random` is in 0.0..1.0."
  def answered(schedule, question, result, {now, _wall} = clock, random) do
    schedule
    |> learn(question, result, now)
    |> judge(question, result)
    |> plan(question, result, clock, random)
  end

  @doc "Tells whether the cluster is settled; a change of mind plans anew."
  def settle(%{settled?: same} = schedule, same, _clock), do: schedule

  def settle(schedule, true, {now, _wall}) do
    %{
      schedule
      | settled?: true,
        step: 1,
        service_at: now + hd(@settled_ms),
        turns: NameRotation.stop(schedule.turns)
    }
  end

  def settle(schedule, false, clock), do: unsettle(schedule, clock)

  @doc "Asks the service now, whatever was planned."
  def hurry(schedule, {now, _wall}),
    do: %{schedule | service_at: min(now, schedule.service_at), step: 0}

  @doc """
  Another node has connected. It knows addresses, so DNS may have this pod's by now: the first pod that
  sees them wakes all others. A cache would still give what it gave.
  """
  def news(%{settled?: true} = schedule, _clock), do: schedule
  def news(%{cache: %{verdict: :cached}} = schedule, _clock), do: schedule
  def news(schedule, clock), do: hurry(schedule, clock)

  defp unsettle(schedule, {now, _wall} = clock) do
    turns = NameRotation.restart(schedule.turns, clock, schedule.cache)
    %{schedule | settled?: false, step: 0, since: now, service_at: now, turns: turns}
  end

  defp learn(schedule, question, result, now) do
    {kind, ttl} =
      case result do
        {:ok, %{addresses: [], ttl: ttl}} -> {:negative, ttl}
        {:ok, %{ttl: ttl}} -> {:positive, ttl}
        {:error, _reason, ttl} -> {:negative, ttl}
      end

    %{
      schedule
      | cache: Cache.learn(schedule.cache, question, kind, ttl, now),
        turns: NameRotation.heard(schedule.turns, question, ttl, now)
    }
  end

  defp judge(%{service: service} = schedule, service, result) do
    case result do
      {:ok, %{addresses: addresses}} -> %{schedule | latest: addresses, errors: 0}
      {:error, :nxdomain, _ttl} -> %{schedule | latest: [], errors: 0}
      {:error, _reason, _ttl} -> %{schedule | latest: [], errors: schedule.errors + 1}
    end
  end

  defp judge(schedule, turn, result),
    do: %{schedule | turns: NameRotation.judge(schedule.turns, turn, result, schedule.latest)}

  defp plan(%{settled?: true} = schedule, _question, _result, {now, _wall}, random) do
    slowest = if schedule.errors > 0, do: @slow_ms, else: schedule.poll_interval
    pause = @settled_ms |> Enum.at(schedule.step, slowest) |> min(slowest)
    # Spread over 85 to 115 percent, so that nodes that settled together do not ask together.
    %{schedule | service_at: now + round(pause * (0.85 + 0.3 * random)), step: schedule.step + 1}
  end

  defp plan(%{service: service} = schedule, service, result, {now, _wall} = clock, random) do
    pause = max(crawl(schedule, now), pause(schedule, result))
    at = now + pause + round(@fast_ms * 0.3 * (random - 0.5))
    schedule = %{schedule | service_at: at}
    turn? = schedule.turns.at != nil and schedule.cache.verdict != :none
    if turn?, do: schedule, else: plan_turn(schedule, clock, random)
  end

  defp plan(schedule, _turn, _result, clock, random), do: plan_turn(schedule, clock, random)

  defp plan_turn(schedule, {now, _wall} = clock, random) do
    pause = crawl(schedule, now)
    %{schedule | turns: NameRotation.plan(schedule.turns, schedule.cache, clock, pause, random)}
  end

  defp pause(%{cache: %{verdict: :cached}} = schedule, {:ok, %{ttl: ttl}}) when ttl != nil,
    do: ran_out(schedule, ttl)

  defp pause(%{cache: %{verdict: :cached}} = schedule, {:error, :nxdomain, ttl}) when ttl != nil,
    do: ran_out(schedule, ttl)

  defp pause(%{errors: 0}, _result), do: @fast_ms
  defp pause(%{errors: n}, _result), do: min(@fast_ms * 2 ** min(n, 5), @max_error_pause_ms)

  # A TTL is rounded, so the entry runs out within the last of its seconds.
  defp ran_out(schedule, ttl),
    do: ((ttl - 1) * 1_000) |> min(max(schedule.poll_interval, @slow_ms)) |> max(@fast_ms)

  defp crawl(schedule, now),
    do: div(now - schedule.since, @share) |> max(@fast_ms) |> min(@slow_ms)
end
