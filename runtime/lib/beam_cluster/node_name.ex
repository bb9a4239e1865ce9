defmodule BeamCluster.NodeName do
  @moduledoc """
  Node names of addresses. A name is an atom, and atoms are never freed, so DNS may cause only so many.
  """

  alias BeamCluster.{Address, Facts}

  # Over the life of a VM; its table holds 1,048,576 atoms unless told otherwise.
  @limit 20_000

  @doc "`{:ok, node}` of a pod's address, or `:error` when too many names were made already."
  def of(basename, ip) do
    name = "#{basename}@#{Address.format(ip)}"
    {:ok, String.to_existing_atom(name)}
  rescue
    ArgumentError -> make("#{basename}@#{Address.format(ip)}")
  end

  @doc "The address in the name of a node of this cluster, or `:error`."
  def address(node, basename) do
    case Address.split(node) do
      {^basename, host} -> Address.parse(host)
      _stranger -> :error
    end
  end

  @doc "How many names were made in the life of this VM."
  def made, do: :counters.get(counter(), 1)

  defp make(name) do
    if made() < @limit do
      :counters.add(counter(), 1, 1)
      Facts.count(:node_names)
      {:ok, String.to_atom(name)}
    else
      :error
    end
  end

  # Not in the facts, which end with the runtime, and which a strategy of libcluster may be without.
  defp counter do
    with nil <- :persistent_term.get(__MODULE__, nil) do
      counter = :counters.new(1, [])
      :persistent_term.put(__MODULE__, counter)
      counter
    end
  end
end
