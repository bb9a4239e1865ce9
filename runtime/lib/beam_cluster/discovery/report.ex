defmodule BeamCluster.Discovery.Report do
  @moduledoc false
  # Publishes what discovery sees: the facts behind `/health`, and counters.

  alias BeamCluster.{Address, Clock, Facts}
  alias BeamCluster.Discovery.{Diagnosis, Dial, Peers}
  alias BeamCluster.Observe.RefusalLog

  @typedoc "What discovery sees, by address: see `BeamCluster.Health`."
  @type view :: %{
          basename: String.t(),
          discovered: [:inet.ip_address()],
          listed: boolean,
          missing: [{:inet.ip_address(), cause :: atom, since :: integer}],
          reasons: %{:inet.ip_address() => Diagnosis.reason()},
          cache: BeamCluster.Dns.Cache.verdict(),
          settled: boolean
        }

  @doc """
  A question has this result; its outcome in one word. Only the question for the service can fail: a server need not know the other names.
  """
  def resolved(question, service, result) do
    outcome = outcome(result)
    Facts.count(:dns_queries, result: outcome)
    if question == service, do: note(outcome, Clock.now())
    outcome
  end

  defp note(:ok, now) do
    Facts.put(:dns_ok_at, now)
    Facts.delete(:dns_failing_since)
  end

  defp note(error, now) do
    Facts.put_new(:dns_failing_since, now)
    Facts.put(:dns_error, {error, now})
  end

  @doc """
  A dial has ended; its outcome in one word. A refusal is logged from the second one in a row on: when two nodes dial each other at the same moment, as after a cut
  has healed, both may be refused once.
  """
  def dialled(node, outcome, refused_before?) do
    {outcome, why} =
      with cause when is_atom(cause) <-
             if(outcome == :connected, do: outcome, else: Dial.failure(outcome)),
           do: {cause, nil}

    Facts.count(:dials, outcome: outcome)
    if outcome == :refused and refused_before?, do: RefusalLog.refused_by(node, why)
    outcome
  end

  @doc """
  Publishes what is known and what is missing now. It keeps addresses, because it is written at each change of a peer and rarely read: the
  reader makes names of them.
  """
  def view(config, {peers, verdict, settled?}) do
    note_listed(peers.listed?, Clock.now())

    Facts.put(:view, %{
      basename: config.basename,
      discovered: Peers.discovered(peers),
      listed: peers.listed?,
      missing: Peers.missing(peers, Clock.now()),
      reasons: Peers.reasons(peers),
      cache: verdict,
      settled: settled?
    })
  end

  @doc "The names of the pods that are discovered, as text. One that is connected has the name that it gave itself."
  @spec names([node]) :: [String.t()]
  def names(connected) do
    case Facts.get(:view) do
      nil ->
        []

      view ->
        by_host = Map.new(connected, &{&1 |> Address.split() |> elem(1), Atom.to_string(&1)})

        for ip <- view.discovered,
            host = Address.format(ip),
            do: Map.get(by_host, host, "#{view.basename}@#{host}")
    end
  end

  defp note_listed(true, _now), do: Facts.delete(:unlisted_since)
  defp note_listed(false, now), do: Facts.put_new(:unlisted_since, now)

  defp outcome({:ok, %{addresses: []}}), do: :empty
  defp outcome({:ok, _answer}), do: :ok
  defp outcome({:error, reason, _ttl}) when is_atom(reason), do: reason
  defp outcome({:error, _reason, _ttl}), do: :failed
end
