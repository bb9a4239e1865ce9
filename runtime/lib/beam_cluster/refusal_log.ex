defmodule BeamCluster.RefusalLog do
  @moduledoc """
  Says that a peer and this node refuse each other, once a minute and peer at most.

  The VM logs an error at every refused attempt, and says "Invalid challenge reply". A filter of `:logger`
  passes one such line a minute for each peer and adds what to do about it.
  """

  require Logger

  alias BeamCluster.Facts

  @every_ms 60_000
  @remedy "The two nodes have different cookies (RELEASE_COOKIE) or TLS settings; " <>
            "restart the pods, so that all have the same"

  @doc "Puts the filter in front of all log events."
  def install do
    _added_or_there = :logger.add_primary_filter(__MODULE__, {&__MODULE__.filter/2, []})
    :ok
  end

  @doc """
  A dial reached a peer that did not take the connection. Said from the second time in a row on: of two nodes
  that dial each other at one moment, as after a cut has healed, both may be turned away once.
  """
  def refused_by(node) do
    again? = not Facts.put_new({:refused, node}, true)

    if again? and due?(node, now()),
      do: Logger.warning("BeamCluster: #{node} refuses the connection. #{@remedy}")

    :ok
  end

  @doc "A dial ended in another way, or the peer is connected."
  def not_refused_by(node), do: Facts.delete({:refused, node})

  @doc false
  def filter(%{msg: {:report, %{format: format, args: args}}} = event, _extra),
    do: filter(event, format, args)

  def filter(%{msg: {format, args}} = event, _extra) when is_list(args),
    do: filter(event, format, args)

  def filter(_event, _extra), do: :ignore

  defp filter(event, ~c"** Connection attempt" ++ _rest, [node]) do
    if due?(to_string(node), now()),
      do: %{
        event
        | msg: {:string, "BeamCluster: a connection with #{node} was refused. #{@remedy}"}
      },
      else: :stop
  end

  defp filter(_event, _format, _args), do: :ignore

  # Without the facts (the runtime was stopped) nothing limits it.
  defp due?(node, now) do
    key = {:refusal_logged, to_string(node)}
    due? = now - Facts.get(key, now - @every_ms) >= @every_ms
    if due?, do: Facts.put(key, now)
    due?
  end

  defp now, do: System.monotonic_time(:millisecond)
end
