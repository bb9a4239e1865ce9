defmodule BeamCluster.Dns.Schedule do
  @moduledoc false
  # When to ask DNS next, and what. Pure: time and chance are arguments, so tests run it in virtual time.
  #
  # **Settled** (DNS lists this pod): only the service, after 1, 2, 4, 8 s and then every `poll_interval`. A pod that is listed is dialled
  # without another question, and a pod that is not listed finds this one in DNS and dials it.
  #
  # **Unsettled**: the service each 150 ms where nothing caches it. The pause grows to a hundredth of the time that this has lasted, at most
  # 5 s. Behind a cache another question gets the old answer, so the service is asked when its entry runs out, and in between the turns of
  # `BeamCluster.Dns.NameRotation`. With nine names and CoreDNS's 5 s that is at most 162 questions in the first minute behind the cache,
  # 2.7 a second, and fewer later.
  #
  # **A TTL may be wrong.** It never makes a pause longer than `poll_interval` (or 5 s, where that is more). So whatever DNS has answered
  # before, the service is asked within 1.15 times as long and the time of two look-ups, one that runs already and one of a turn: with the
  # defaults 25.25 s after DNS is right.

  alias BeamCluster.Dns.{Cache, NameRotation, Questions, Resolver}

  defstruct [
    :service,
    :service_at,
    :poll_interval,
    :since,
    :rotation,
    latest: [],
    settled?: false,
    step: 0,
    errors: 0,
    cache: %Cache{}
  ]

  @typedoc """
  `service` is the question for the service and `service_at` when to ask it. `since` is when the node became unsettled, `step` counts the
  pauses of a settled one, `errors` the failed answers in a row, and `latest` has the addresses of the last answer.
  """
  @type t :: %__MODULE__{
          service: Resolver.question(),
          service_at: integer,
          poll_interval: pos_integer,
          since: integer,
          rotation: NameRotation.t(),
          latest: [:inet.ip_address()],
          settled?: boolean,
          step: non_neg_integer,
          errors: non_neg_integer,
          cache: Cache.t()
        }

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
        rotation: NameRotation.new(name, family),
        poll_interval: poll_interval
      },
      clock
    )
  end

  @doc "The next question and when to ask it (monotonic milliseconds)."
  def next(%{rotation: %{at: at, question: question}, service_at: service_at})
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

  @doc "Says whether the cluster is settled. A change plans anew."
  def settle(%{settled?: same} = schedule, same, _clock), do: schedule

  def settle(schedule, true, {now, _wall}) do
    %{
      schedule
      | settled?: true,
        step: 1,
        service_at: now + hd(@settled_ms),
        rotation: NameRotation.stop(schedule.rotation)
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
    rotation = NameRotation.restart(schedule.rotation, clock, schedule.cache)
    %{schedule | settled?: false, step: 0, since: now, service_at: now, rotation: rotation}
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
        rotation: NameRotation.heard(schedule.rotation, question, ttl, now)
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
    do: %{schedule | rotation: NameRotation.judge(schedule.rotation, turn, result, schedule.latest)}

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
    turn? = schedule.rotation.at != nil and schedule.cache.verdict != :none
    if turn?, do: schedule, else: plan_turn(schedule, clock, random)
  end

  defp plan(schedule, _turn, _result, clock, random), do: plan_turn(schedule, clock, random)

  defp plan_turn(schedule, {now, _wall} = clock, random) do
    pause = crawl(schedule, now)

    %{
      schedule
      | rotation: NameRotation.plan(schedule.rotation, schedule.cache, clock, pause, random)
    }
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
