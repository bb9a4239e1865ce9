defmodule BeamCluster.Test.Virtual do
  @moduledoc """
  Runs a schedule in virtual time against a model of DNS.

  `publish` is a list of `{ms, address}`: when the records appear. A model is a function of a question and
  the time that returns a result and its next state.
  """

  alias BeamCluster.Dns.{Answer, Schedule}

  @doc "The questions asked until `until` as `{ms, question, result}`, oldest first."
  def run(schedule, model, until, opts \\ []) do
    wall = Keyword.get(opts, :wall, 1_700_000_000_000)
    own = Keyword.get(opts, :settled_when)
    loop(schedule, model, 0, until, wall, own, [])
  end

  defp loop(schedule, model, now, until, wall, settled_when, seen) do
    {at, question} = Schedule.next(schedule)
    now = max(at, now)

    if now > until do
      {Enum.reverse(seen), schedule}
    else
      {result, model} = model.(question, now)
      clock = {now, wall + now}
      schedule = Schedule.answered(schedule, question, result, clock, :rand.uniform())
      settled? = settled_when != nil and settled_when.(result, now)
      schedule = Schedule.settle(schedule, settled?, clock)
      loop(schedule, model, now + 1, until, wall, settled_when, [{now, question, result} | seen])
    end
  end

  @doc "A DNS server with no cache that knows every name of the service."
  def uncached(publish, ttl) do
    fn _question, now -> {records(publish, ttl, now), uncached(publish, ttl)} end
  end

  @doc "A server cache in front of it, keyed by name and type; `known?` says which questions have records."
  def cached(publish, ttl, known? \\ fn _question -> true end, entries \\ %{}) do
    fn question, now ->
      entries =
        case entries do
          %{^question => {_result, stored}} when now - stored < ttl * 1_000 -> entries
          _ -> Map.put(entries, question, {fresh(question, publish, ttl, now, known?), now})
        end

      {result, stored} = entries[question]
      {count_down(result, div(now - stored, 1_000)), cached(publish, ttl, known?, entries)}
    end
  end

  @doc "One where a name that does not exist does so for all types, and SRV records come without addresses."
  def cached_by_name(publish, ttl, entries \\ %{}) do
    fn {type, name} = question, now ->
      fresh? = &(&1 != nil and now - elem(&1, 1) < ttl * 1_000)
      kept = Enum.find([entries[name], entries[question]], fresh?)
      {result, stored} = kept || {records(publish, ttl, now), now}
      key = if match?({:error, :nxdomain, _ttl}, result), do: name, else: question
      given = if kept && type == :srv, do: without_addresses(result), else: result
      entries = Map.put(entries, key, {result, stored})
      {count_down(given, div(now - stored, 1_000)), cached_by_name(publish, ttl, entries)}
    end
  end

  defp without_addresses({:ok, answer}), do: {:ok, %{answer | addresses: []}}
  defp without_addresses(error), do: error

  defp fresh(question, publish, ttl, now, known?) do
    if known?.(question), do: records(publish, ttl, now), else: {:error, :nxdomain, ttl}
  end

  defp records(publish, ttl, now) do
    case for {at, ip} <- publish, at <= now, do: ip do
      [] -> {:error, :nxdomain, ttl}
      addresses -> {:ok, %Answer{addresses: addresses, ttl: ttl}}
    end
  end

  defp count_down({:ok, answer}, age), do: {:ok, %{answer | ttl: answer.ttl - age}}
  defp count_down({:error, reason, ttl}, age), do: {:error, reason, ttl - age}
end
