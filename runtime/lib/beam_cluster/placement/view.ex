defmodule BeamCluster.Placement.View do
  @moduledoc false
  # The view of a placement, in an ETS table: a persistent term that changes makes the VM scan the heap of each process.

  @doc "Makes the table of that name; the calling process owns it."
  @spec create(module, handoff :: module | nil) :: :ok
  def create(name, handoff) do
    :ets.new(name, [:named_table, :public, :set, read_concurrency: true])
    :ets.insert(name, handoff: handoff, nodes: [node()])
    :ok
  end

  @doc "Writes a report down."
  @spec put(module, map) :: :ok
  def put(name, report) do
    :ets.insert(name, report: report)
    # Whoever asks while no node stays gets this one.
    if report.nodes != [], do: :ets.insert(name, nodes: report.nodes)
    :ok
  end

  @doc "The nodes that have keys."
  @spec nodes(module) :: [node, ...]
  def nodes(name) do
    :ets.lookup_element(name, :nodes, 2)
  rescue
    ArgumentError ->
      reraise ArgumentError,
              "#{inspect(name)} is not started. Put it into the supervision tree behind BeamCluster.",
              __STACKTRACE__
  end

  @doc "The module that hands over, or nil."
  @spec handoff(module) :: module | nil
  def handoff(name), do: :ets.lookup_element(name, :handoff, 2)

  @doc "The last report, or nil before there is one."
  @spec report(module) :: map | nil
  def report(name) do
    case :ets.lookup(name, :report) do
      [{:report, report}] -> report
      [] -> nil
    end
  end

  @doc "Whether there is a table."
  @spec running?(module) :: boolean
  def running?(name), do: :ets.whereis(name) != :undefined
end
