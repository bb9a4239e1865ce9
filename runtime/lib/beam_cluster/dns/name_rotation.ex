defmodule BeamCluster.Dns.NameRotation do
  @moduledoc false
  # Looks past the cache of a DNS server: asks in rotation for the names that the cache keeps apart from the name of the service. Each name
  # is an entry with an age of its own, so one of nine is always young. Without this the bench rows mesh-coredns5, mesh-coredns30 and
  # mesh-dnsmasq-10 suffer: see decision 9.
  #
  # The first turns go by the node's own clock and come quickly, because most pods are published within seconds of their start. Later turns
  # go by the wall clock: all nodes take the same turn at the same time, and a round lasts slightly longer than the TTL, so each turn finds
  # an entry that has run out. A question whose entry has not run out gives its turn to one whose entry has. Pure.

  alias BeamCluster.Dns.{Cache, Questions, Resolver}

  defstruct [
    :questions,
    :question,
    :at,
    :since,
    first: [],
    strikes: %{},
    fresh: %{},
    repeated?: false
  ]

  @typedoc """
  `question` is the next turn and `at` its time. `first` are the quick turns that are left since `since`, `strikes` the answers in a row
  that had nothing in common with the service's, and `fresh` until when a cache keeps each answer.
  """
  @type t :: %__MODULE__{
          questions: [Resolver.question()],
          question: Resolver.question() | nil,
          at: integer | nil,
          since: integer | nil,
          first: [{ms :: pos_integer, share :: number}],
          strikes: %{Resolver.question() => pos_integer},
          fresh: %{Resolver.question() => integer},
          repeated?: boolean
        }

  # Dense where most pods are published (at once, or 0.6 to 3.3 s after their start; each turn leaves an answer
  # in the cache without those that come later), and then up to half of a long TTL, so that not every entry is
  # young when a late pod comes: milliseconds, and shares of the TTL.
  @first [
    {300, 0},
    {600, 0},
    {900, 0},
    {1_200, 0},
    {1_500, 0},
    {1_900, 0},
    {2_500, 0},
    {3_200, 1 / 6},
    {5_000, 1 / 2}
  ]
  # The default of CoreDNS's kubernetes plugin.
  @default_ttl 5
  # No cache in a cluster keeps the addresses of pods for longer; where an answer says so, it is wrong, and a turn waits for a
  # minute at most. Seconds.
  @believed_ttl 120
  @round_slack_ms 500
  @jitter_ms 100
  @max_strikes 2

  @doc "The rotation of a service, with no turn planned."
  def new(name, family), do: %__MODULE__{questions: Questions.rotation(name, family)}

  @doc "Starts again with the quick first rotation."
  def restart(rotation, {now, _wall} = clock, cache),
    do: plan(%{rotation | since: now, first: @first}, cache, clock, 0, 0.0)

  @doc "No turn until `restart/3`."
  def stop(rotation), do: %{rotation | at: nil, question: nil}

  @doc """
  Plans the next turn, `pause` milliseconds from now or later. No turn is planned where nothing is cached or no question is left.
  """
  def plan(%{questions: []} = rotation, _cache, _clock, _pause, _random), do: stop(rotation)
  def plan(rotation, %{verdict: :none}, _clock, _pause, _random), do: stop(rotation)

  def plan(%{first: [{least_ms, share} | rest]} = rotation, cache, _clock, _pause, _random) do
    index = rem(length(@first) - length(rest) - 1, length(rotation.questions))
    after_ms = max(least_ms, round(believed_ms(Cache.longest(cache, @default_ttl)) * share))

    %{
      rotation
      | first: rest,
        question: Enum.at(rotation.questions, index),
        at: rotation.since + after_ms
    }
  end

  def plan(rotation, cache, {now, wall}, pause, random) do
    count = length(rotation.questions)
    width = div(believed_ms(Cache.ttl(cache, @default_ttl)) + @round_slack_ms, count)
    slot = div(wall + max(pause - width, 0), width) + 1
    at = now + slot * width - wall + round(random * min(@jitter_ms, width / 8))

    %{
      rotation
      | question: choose(rotation, Enum.at(rotation.questions, rem(slot, count)), at),
        at: at
    }
  end

  @doc "Notes until when a cache will give this answer again, and whether it is the one that it gave before."
  def heard(rotation, _question, nil, _now), do: %{rotation | repeated?: false}

  def heard(rotation, question, ttl, now) do
    before = Map.get(rotation.fresh, question, 0)
    until = now + ttl * 1_000
    # A TTL is rounded to seconds.
    repeated? = before > now and abs(until - before) <= 1_000
    %{rotation | fresh: Map.put(rotation.fresh, question, until), repeated?: repeated?}
  end

  @doc """
  Judges an answer by what the service itself answered last. A question whose answer twice in a row has no address in common with it loses
  its turns: the server knows only the service, or invents names. A repeated answer of a cache is no second answer.
  """
  def judge(rotation, _question, _result, []), do: rotation
  def judge(%{repeated?: true} = rotation, _question, _result, _service), do: rotation
  def judge(rotation, _question, {:error, :timeout, _ttl}, _service), do: rotation

  def judge(rotation, question, {:ok, %{addresses: addresses}}, service) do
    if Enum.any?(addresses, &(&1 in service)),
      do: %{rotation | strikes: Map.delete(rotation.strikes, question)},
      else: strike(rotation, question)
  end

  def judge(rotation, question, {:error, _reason, _ttl}, _service), do: strike(rotation, question)

  defp believed_ms(ttl), do: min(ttl, @believed_ttl) * 1_000

  # The turn's own question, unless its entry is still in the cache and another one's is not.
  defp choose(rotation, question, at) do
    {until, oldest} =
      rotation.questions |> Enum.map(&{Map.get(rotation.fresh, &1, 0), &1}) |> Enum.min()

    if Map.get(rotation.fresh, question, 0) > at and until <= at, do: oldest, else: question
  end

  defp strike(rotation, question) do
    case Map.get(rotation.strikes, question, 0) + 1 do
      @max_strikes -> %{rotation | questions: List.delete(rotation.questions, question)}
      count -> %{rotation | strikes: Map.put(rotation.strikes, question, count)}
    end
  end
end
