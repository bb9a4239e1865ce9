defmodule BeamCluster.Singleton.View do
  @moduledoc false
  # What this node knows of a singleton, in an ETS table that its supervisor owns, so that readers ask no process.

  @doc "The name of the table and of the process of a singleton. It differs from the name that the child may register."
  @spec table(atom) :: module
  def table(name), do: Module.concat(BeamCluster.Singleton, name)

  @doc "Makes the table of that name; the calling process owns it."
  @spec create(module, settings :: map) :: :ok
  def create(table, settings) do
    :ets.new(table, [:named_table, :public, :set, read_concurrency: true])
    :ets.insert(table, settings: settings, report: nil, runner: nil, keeper: nil)
    :ok
  end

  @doc "Writes a fact down: `:report`, `:runner` or `:keeper`."
  @spec put(module, atom, term) :: :ok
  def put(table, key, value) do
    :ets.insert(table, {key, value})
    :ok
  end

  @doc "Reads a fact, or nil where it or the table is not there."
  @spec get(module, atom) :: term
  def get(table, key) do
    :ets.lookup_element(table, key, 2)
  rescue
    ArgumentError -> nil
  end

  @doc "The last report, or nil before there is one. Raises where the singleton is not started."
  @spec report!(atom) :: map | nil
  def report!(name) do
    :ets.lookup_element(table(name), :report, 2)
  rescue
    ArgumentError ->
      reraise ArgumentError,
              "the singleton #{inspect(name)} is not started on this node. " <>
                "Put it into the supervision tree behind BeamCluster.",
              __STACKTRACE__
  end

  @doc "Whether there is a table."
  @spec running?(module) :: boolean
  def running?(table), do: :ets.whereis(table) != :undefined
end
