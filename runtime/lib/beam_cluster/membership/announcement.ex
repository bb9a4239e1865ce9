defmodule BeamCluster.Membership.Announcement do
  @moduledoc false
  # Announces a join or a leave on this node: a log line, a telemetry event and a message to each subscriber.
  #
  # The process that announces may end at any point. The line is still written once and each subscriber gets the message, because what is
  # left to announce is a fact, and the next process goes on from it.

  require Logger

  alias BeamCluster.{Clock, Facts}
  alias BeamCluster.Membership.Subscribers
  alias BeamCluster.Observe.{Events, Readiness}

  # As many as a person looks at.
  @kept_changes 10

  @typedoc "The message to subscribers and the telemetry event of a change whose line is written."
  @type rest :: {message :: tuple, {atom, measurements :: map, metadata :: map}}

  @doc "A node joined; `members` are those with it."
  def joined(node, members) do
    Facts.count(:joins)
    event = {:join, %{node_count: length(members) + 1}, %{node: node}}
    begin(node, :joined, members, {{:joined, node}, event})
    Logger.info("Node connected to cluster: #{node}")
    finish()
  end

  @doc "A node is gone, `:left` or `:lost`; `members` are those without it, and `detail` is the reason that the VM gives."
  def left(node, reason, detail, members) do
    Facts.count(:leaves, reason: reason)
    metadata = %{node: node, reason: reason, detail: detail}
    event = {:leave, %{node_count: length(members) + 1}, metadata}
    begin(node, reason, members, {{:left, node, reason}, event})
    Logger.info("Node disconnected from cluster: #{node} (#{describe(reason, detail)})")
    finish()
  end

  @doc "Finishes the announcement that a process had begun when it ended."
  def finish do
    with {message, {name, measurements, metadata}} <- Facts.get(:announcing) do
      Events.emit([:size], measurements)
      Events.emit([name], measurements, metadata)
      Readiness.refresh()
      Subscribers.notify(message)
      Facts.delete(:announcing)
    end

    :ok
  end

  @doc "Logs the members, unless the last such line has the same."
  def sum_up(members) do
    if members != Facts.get(:summed_up, []) do
      Facts.put(:summed_up, members)
      Logger.info("Current cluster members: #{Enum.join(Enum.sort([node() | members]), ", ")}")
    end

    :ok
  end

  defp begin(node, change, members, rest) do
    changes = [{node, change, Clock.now()} | Facts.get(:changes, [])]

    Facts.put_all(
      members: members,
      changes: Enum.take(changes, @kept_changes),
      announcing: rest
    )
  end

  defp describe(:left, _detail), do: "left"
  defp describe(:lost, :net_tick_timeout), do: "lost: no sign of life for net_ticktime"
  defp describe(:lost, :connection_closed), do: "lost: connection closed"
  defp describe(:lost, :disconnect), do: "lost: disconnected by this node"
  defp describe(:lost, nil), do: "lost"
  defp describe(:lost, detail), do: "lost: #{inspect(detail, limit: 5, printable_limit: 100)}"
end
