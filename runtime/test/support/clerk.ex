defmodule BeamCluster.Test.Clerk do
  @moduledoc "A child of a singleton: counts, takes its time to stop, and fails where it is asked to."

  use GenServer

  def start_link(options),
    do: GenServer.start_link(__MODULE__, options, Keyword.take(options, [:name]))

  @doc "On the node: whether it knows an owner."
  def owned?(name), do: BeamCluster.Singleton.owner(name) != nil

  @doc "On the node: whether this node knows that owner and reaches its process."
  def owned_by?(name, node) do
    BeamCluster.Singleton.owner(name) == node and
      match?(%{node: ^node}, where(name))
  end

  @doc "On the node: what the process of a singleton says of itself."
  def where(name) do
    GenServer.call({:via, BeamCluster.Singleton, name}, :where)
  catch
    :exit, _gone -> nil
  end

  @impl true
  def init(options) do
    Process.flag(:trap_exit, true)
    if to = options[:tell], do: send(to, {:clerk, self(), :started})
    if options[:fail], do: {:stop, :no_disk}, else: {:ok, options}
  end

  @impl true
  def handle_call(:where, _from, options), do: {:reply, %{node: node(), pid: self()}, options}

  @impl true
  def terminate(_reason, options) do
    Process.sleep(options[:takes] || 0)
    if to = options[:tell], do: send(to, {:clerk, self(), :stopped})
  end
end
