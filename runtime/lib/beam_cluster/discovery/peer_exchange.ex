defmodule BeamCluster.Discovery.PeerExchange do
  @moduledoc false
  # Two nodes that connect tell each other whom else they are connected to, so that a newcomer that has found one
  # has found all, without waiting for DNS.
  #
  # It is a plain message to the other node's discovery, `{:beam_cluster_peers, addresses}`. A version that
  # does not know it lets it lie, and a node without discovery has nobody to take it. It is the word of a
  # node with our cookie, and is looked at all the same as an answer of DNS is.

  alias BeamCluster.{Address, Wire}

  # Above what one cluster of fully meshed nodes has.
  @most 1_000

  @doc "Tells `node` of these addresses; a busy link or a gone one makes nobody wait."
  def send(_node, []), do: :ok

  def send(node, addresses) do
    message = {:beam_cluster_peers, Enum.take(addresses, @most)}
    _sent = Wire.send(:discovery, node, message)
    :ok
  end

  @doc """
  The addresses of a message that pods of this family can have.

      iex> BeamCluster.Discovery.PeerExchange.read([{10, 0, 1, 5}, {0, 0, 0, 0}, {0xFD00, 0, 0, 0, 0, 0, 0, 5}, :odd], :inet)
      [{10, 0, 1, 5}]
      iex> BeamCluster.Discovery.PeerExchange.read([{10, 0, 1, 5} | :odd], :inet)
      []
      iex> BeamCluster.Discovery.PeerExchange.read(:odd, :inet)
      []
  """
  def read(addresses, family), do: addresses |> first(@most, []) |> Address.of_pods(family)

  # Looks no further, however long the list is.
  defp first([address | addresses], count, seen) when count > 0,
    do: first(addresses, count - 1, [address | seen])

  defp first(rest, _count, seen) when is_list(rest), do: Enum.reverse(seen)
  defp first(_improper, _count, _seen), do: []
end
