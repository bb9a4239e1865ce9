defmodule BeamCluster.Placement.Handoff do
  @moduledoc """
  What an application does to hand its state over when a key gets another node: see `BeamCluster.Placement`.

      defmodule MyApp.CartHandoff do
        @behaviour BeamCluster.Placement.Handoff

        @impl true
        def keys, do: MyApp.Carts.ids()

        @impl true
        def give(id), do: MyApp.Carts.export(id)

        @impl true
        def take(id, cart), do: MyApp.Carts.import(id, cart)

        @impl true
        def drop(id), do: MyApp.Carts.delete(id)
      end

  Each is called in a process of its own. One that fails, or has not returned after 5 s, is tried again.
  """

  @doc "The keys of which this node holds state."
  @callback keys() :: Enumerable.t()

  @doc """
  The state of a key as a plain term, or `:none` where there is none any more. The state stays here until `c:drop/1`. Old and new versions of
  the application meet in a rolling update, so the term should be understood by both: no structs, no functions.
  """
  @callback give(key :: term) :: {:ok, state :: term} | :none

  @doc """
  Takes the state of a key that another node held. It may come twice, and the key may have been used here by then, so it merges. Anything but
  `:ok` is tried again.
  """
  @callback take(key :: term, state :: term) :: :ok | term

  @doc "The new node has taken the key: this node forgets it."
  @callback drop(key :: term) :: term
end
