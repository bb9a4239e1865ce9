defmodule BeamCluster.Test.Carts do
  @moduledoc "An application's state on each node, which a placement hands over."

  @behaviour BeamCluster.Placement.Handoff

  use Agent

  def start_link(_options), do: Agent.start_link(fn -> %{} end, name: __MODULE__)

  @doc "Puts carts here, wherever they belong."
  def put(carts), do: Agent.update(__MODULE__, &Map.merge(&1, carts))

  @doc "The carts that are here."
  def all, do: Agent.get(__MODULE__, & &1)

  @doc "Whether the carts that are here are those of this node, and so many."
  def in_place?(count) do
    carts = Map.keys(all())
    length(carts) == count and Enum.all?(carts, &BeamCluster.Placement.local?/1)
  end

  @doc "Whether this node has that view."
  def fingerprint?(fingerprint), do: BeamCluster.Placement.fingerprint() == fingerprint

  @impl true
  def keys, do: Map.keys(all())

  @impl true
  def give(key) do
    case all() do
      %{^key => cart} -> {:ok, cart}
      _none -> :none
    end
  end

  @impl true
  def take(key, cart), do: put(%{key => cart})

  @impl true
  def drop(key), do: Agent.update(__MODULE__, &Map.delete(&1, key))
end
