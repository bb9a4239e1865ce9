defmodule BeamCluster.Dns.NameRotation do
  @moduledoc false
  # Looks past a server's cache: asks, in turns, for the names that the cache keeps apart from the service.
  #
  # The first turns go by the node's own clock and come quickly, because most pods are published within
  # seconds of their start. Later ones go by the wall clock: all nodes take the same turn at the same time,
  # a round lasts slightly longer than the TTL, and so each turn finds an entry that has run out; a question
  # whose entry has not gives its turn to one whose has. Pure.

  alias BeamCluster.Dns.{Cache, Questions}

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

  @type t :: %__MODULE__{}

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
  # CoreDNS's kubernetes plugin gives 5 s unless told otherwise.
  @default_ttl 5
  # No cache in a cluster keeps the addresses of pods for longer; where an answer says so, it is wrong, and a turn waits for a
  # minute at most. Seconds.
  @believed_ttl 120
  @round_slack_ms 500
  @jitter_ms 100
  @max_strikes 2

  @doc "All turns of a service, none planned."
  def new(name, family), do: %__MODULE__{questions: Questions.turns(name, family)}

  @doc "Starts again with the quick first turns."
  def restart(turns, {now, _wall} = clock, cache),
    do: plan(%{turns | since: now, first: @first}, cache, clock, 0, 0.0)

  @doc "No turn until `restart/3`."
  def stop(turns), do: %{turns | at: nil, question: nil}

  @doc """
  Plans the next turn, `pause` milliseconds from now or later. There is none where nothing is cached, nor
  when no question is left.
  """
  def plan(%{questions: []} = turns, _cache, _clock, _pause, _random), do: stop(turns)
  def plan(turns, %{verdict: :none}, _clock, _pause, _random), do: stop(turns)

  def plan(%{first: [{least_ms, share} | rest]} = turns, cache, _clock, _pause, _random) do
    index = rem(length(@first) - length(rest) - 1, length(turns.questions))
    after_ms = max(least_ms, round(believed_ms(Cache.longest(cache, @default_ttl)) * share))
    %{turns | first: rest, question: Enum.at(turns.questions, index), at: turns.since + after_ms}
  end

  def plan(turns, cache, {now, wall}, pause, random) do
    count = length(turns.questions)
    width = div(believed_ms(Cache.ttl(cache, @default_ttl)) + @round_slack_ms, count)
    slot = div(wall + max(pause - width, 0), width) + 1
    at = now + slot * width - wall + round(random * min(@jitter_ms, width / 8))
    %{turns | question: choose(turns, Enum.at(turns.questions, rem(slot, count)), at), at: at}
  end

  @doc "Notes until when a cache will give this answer again, and whether it is the one that it gave before."
  def heard(turns, _question, nil, _now), do: %{turns | repeated?: false}

  def heard(turns, question, ttl, now) do
    before = Map.get(turns.fresh, question, 0)
    until = now + ttl * 1_000
    # A TTL is rounded to seconds.
    repeated? = before > now and abs(until - before) <= 1_000
    %{turns | fresh: Map.put(turns.fresh, question, until), repeated?: repeated?}
  end

  @doc """
  Judges an answer by what the service itself answered last: a question that has no address, or none in
  common, twice in a row is not worth a turn (a server that knows the service alone, or invents names). What a
  cache repeats is no second answer.
  """
  def judge(turns, _question, _result, []), do: turns
  def judge(%{repeated?: true} = turns, _question, _result, _service), do: turns
  def judge(turns, _question, {:error, :timeout, _ttl}, _service), do: turns

  def judge(turns, question, {:ok, %{addresses: addresses}}, service) do
    if Enum.any?(addresses, &(&1 in service)),
      do: %{turns | strikes: Map.delete(turns.strikes, question)},
      else: strike(turns, question)
  end

  def judge(turns, question, {:error, _reason, _ttl}, _service), do: strike(turns, question)

  defp believed_ms(ttl), do: min(ttl, @believed_ttl) * 1_000

  # The turn's own question, unless its entry is still in the cache and another one's is not.
  defp choose(turns, question, at) do
    {until, oldest} = turns.questions |> Enum.map(&{Map.get(turns.fresh, &1, 0), &1}) |> Enum.min()

    if Map.get(turns.fresh, question, 0) > at and until <= at, do: oldest, else: question
  end

  defp strike(turns, question) do
    case Map.get(turns.strikes, question, 0) + 1 do
      @max_strikes -> %{turns | questions: List.delete(turns.questions, question)}
      count -> %{turns | strikes: Map.put(turns.strikes, question, count)}
    end
  end
end
