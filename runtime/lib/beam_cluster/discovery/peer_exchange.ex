defmodule BeamCluster.Discovery.PeerExchange do
  @moduledoc false
  # Two nodes that connect send each other the addresses to which they are connected. A new node that has found one node has found all of
  # them, without a wait for DNS. Without this the bench rows mesh-coredns5-10 and mesh-coredns5-25 suffer: see decision 12.
  #
  # It is a plain message to the discovery of the other node, `{:beam_cluster_peers, addresses}`. A version that does not know it ignores it,
  # and on a node without discovery no process receives it. The sender has the cookie, and its addresses are checked all the same, as an
  # answer of DNS is.

  alias BeamCluster.{Address, Wire}

  # Above what one cluster of fully meshed nodes has.
  @most 1_000

  @doc "Tells `node` of these addresses; a busy link, or one that is gone, does not block."
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
