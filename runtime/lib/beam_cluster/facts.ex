defmodule BeamCluster.Facts do
  @moduledoc false
  # What the processes of this node know about the cluster, readable without a question to any of them.
  #
  # One ETS table. Health and readiness are answered from it, so a busy or restarting process never delays a probe, and a restarted process
  # finds what its predecessor knew. `BeamCluster.Facts.Lifetime` owns it. Without the table (clustering is off) every read gives its default
  # and every write is dropped. `BeamCluster.Facts.Catalogue` lists every key and its type; no other key is taken.

  import BeamCluster.Facts.Catalogue

  alias BeamCluster.Facts.Catalogue

  @type key :: atom | {Catalogue.family(), term}

  @table __MODULE__

  @doc "Makes the table; the calling process owns it."
  def create do
    :ets.new(@table, [:named_table, :public, :set, read_concurrency: true])
    :ok
  end

  @doc "The process that made the table, or nil where there is no table."
  def owner do
    case :ets.info(@table, :owner) do
      :undefined -> nil
      pid -> pid
    end
  end

  @doc "Removes all."
  def clear do
    :ets.delete_all_objects(@table)
    :ok
  end

  @doc "The value under `key`, or `default`."
  def get(key, default \\ nil) when is_fact(key) do
    case :ets.lookup(@table, key) do
      [{_, value}] -> value
      [] -> default
    end
  rescue
    ArgumentError -> default
  end

  @doc "Stores `value` under `key`."
  def put(key, value) when is_fact(key) do
    :ets.insert(@table, {key, value})
    :ok
  rescue
    ArgumentError -> :ok
  end

  @doc "Stores all of these at once: a reader of one of them reads the others as well."
  def put_all(facts) do
    true = Enum.all?(facts, fn {key, _value} -> is_fact(key) end)
    :ets.insert(@table, facts)
    :ok
  rescue
    ArgumentError -> :ok
  end

  @doc "Stores `value` under `key` unless something is there; true when it was stored."
  def put_new(key, value) when is_fact(key) do
    :ets.insert_new(@table, {key, value})
  rescue
    ArgumentError -> false
  end

  @doc "Removes `key`."
  def delete(key) when is_fact(key) do
    :ets.delete(@table, key)
    :ok
  rescue
    ArgumentError -> :ok
  end

  @doc "Removes `key` and gives its value, or nil."
  def take(key) when is_fact(key) do
    case :ets.take(@table, key) do
      [{_, value}] -> value
      [] -> nil
    end
  rescue
    ArgumentError -> nil
  end

  @doc "Adds 1 to the number under `key`, and gives it; 0 without the table."
  def increment(key) when is_fact(key) do
    :ets.update_counter(@table, key, 1, {key, 0})
  rescue
    ArgumentError -> 0
  end

  @doc "The second elements of the keys `{name, _}`."
  def keys(name) when is_family(name) do
    @table |> :ets.match({{name, :"$1"}, :_}) |> Enum.concat()
  rescue
    ArgumentError -> []
  end

  @doc "Adds 1 to the counter `{name, labels}`."
  def count(name, labels \\ []) when is_counter(name) do
    key = {:counter, name, labels}
    :ets.update_counter(@table, key, 1, {key, 0})
    :ok
  rescue
    ArgumentError -> :ok
  end

  @doc "All counters as `{name, labels, value}`, sorted."
  def counters do
    @table
    |> :ets.match({{:counter, :"$1", :"$2"}, :"$3"})
    |> Enum.sort()
    |> Enum.map(&List.to_tuple/1)
  rescue
    ArgumentError -> []
  end
end
