defmodule BeamCluster.Observe.RefusalLog do
  @moduledoc false
  # Logs that a peer and this node refuse each other: in a minute one line for each of at most ten peers, and at its end one line that counts
  # the attempts of all others.
  #
  # The VM logs an error at every refused attempt, with the words "Invalid challenge reply". A filter of `:logger` passes one such line a
  # minute for each peer and adds what to do about it. Anything that reaches the port may give any name, and needs no cookie for it, so
  # neither the lines nor the names that are kept grow with the number of names.

  require Logger

  alias BeamCluster.{Clock, Facts}

  @period_ms 60_000
  # A cluster in which the cookie differs is understood from a few lines.
  @most 10
  @remedy "The two nodes have different cookies (RELEASE_COOKIE) or TLS settings; " <>
            "restart the pods, so that all have the same"

  @doc "Puts the filter in front of all log events."
  def install do
    _added_or_there = :logger.add_primary_filter(__MODULE__, {&__MODULE__.filter/2, []})
    :ok
  end

  @doc """
  Dials reached a peer that did not take the connection, more than once in a row. Where the reason is not the cookie, the line is that of
  `BeamCluster.Observe.CauseLog`.
  """
  def refused_by(node, why \\ nil)

  def refused_by(node, why) when why in [:cookie, nil] do
    if due?(node),
      do: Logger.warning("BeamCluster: #{text(node)} refuses the connection. #{@remedy}")

    :ok
  end

  def refused_by(_node, _why), do: :ok

  @doc false
  def filter(%{msg: {:report, %{format: format, args: args}}} = event, _extra),
    do: filter(event, format, args)

  def filter(%{msg: {format, args}} = event, _extra) when is_list(args),
    do: filter(event, format, args)

  def filter(_event, _extra), do: :ignore

  defp filter(event, ~c"** Connection attempt" ++ _rest, [node]) do
    line = {:string, "BeamCluster: a connection with #{text(node)} was refused. #{@remedy}"}
    if due?(node), do: %{event | msg: line}, else: :stop
  end

  # Of a node that lacks something that this VM needs: the VM says what, and cookies are not the reason.
  defp filter(event, ~c"** ~w: Connection attempt" ++ _rest, [_own, _direction, node | _what]),
    do: if(due?(node), do: event, else: :stop)

  defp filter(_event, _format, _args), do: :ignore

  # Without the facts (the runtime was stopped) nothing limits it.
  defp due?(node) do
    begin_period()

    cond do
      Facts.get({:refusal_logged, node}) -> false
      Facts.increment(:refusals_logged) <= @most -> Facts.put({:refusal_logged, node}, true) == :ok
      true -> Facts.increment(:refusals_left_out) == 0
    end
  end

  defp begin_period do
    if over?(), do: end_period()

    # The next refusal may be far, and what was left out is said without it.
    if Facts.put_new(:refusals_since, Clock.now()),
      do: {:ok, _timer} = :timer.apply_after(@period_ms, __MODULE__, :end_period, [])
  end

  @doc false
  def end_period do
    if over?() and Facts.take(:refusals_since) != nil do
      for node <- Facts.keys(:refusal_logged), do: Facts.delete({:refusal_logged, node})
      Facts.delete(:refusals_logged)
      say_left_out(Facts.take(:refusals_left_out))
    end
  end

  defp say_left_out(nil), do: :ok

  defp say_left_out(count) do
    Logger.warning(
      "BeamCluster: #{count} refused connections with other nodes than those were left out within a minute. #{@remedy}"
    )
  end

  defp over?, do: Clock.now() - Facts.get(:refusals_since, Clock.now()) >= @period_ms

  # A name that was given without the cookie may hold anything, a terminal's own language too.
  defp text(node) when is_atom(node) do
    name = Atom.to_string(node)
    if name =~ ~r/^[[:graph:]]+$/, do: name, else: inspect(node)
  end

  defp text(address), do: inspect(address)
end
