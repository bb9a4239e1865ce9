defmodule BeamCluster.Placement.Members do
  @moduledoc false
  # Which node a key belongs to: the one with the highest score, of the hash of the key with its name. Pure.
  #
  # A node that comes gets only keys for which its score is the highest, and a node that goes leaves only its own. The hash is
  # `:erlang.phash2/2`, which OTP keeps the same on every version and machine; its range is given, because without it there are 27 bits only.

  @range 0x100000000

  @doc "The hash of a key, from which all scores come."
  @spec hash(key :: term) :: non_neg_integer
  def hash(key), do: :erlang.phash2(key, @range)

  @doc """
  The node of a hash among these.

      iex> alias BeamCluster.Placement.Members
      iex> Members.best(Members.hash("cart 7"), [:"a@10.0.0.1", :"a@10.0.0.2"])
      :"a@10.0.0.2"
  """
  @spec best(non_neg_integer, [node, ...]) :: node
  def best(hash, [first | rest]), do: best(hash, rest, first, score(hash, first))

  defp best(_hash, [], node, _score), do: node

  defp best(hash, [other | rest], node, score) do
    case score(hash, other) do
      higher when higher > score -> best(hash, rest, other, higher)
      ^score when other > node -> best(hash, rest, other, score)
      _lower -> best(hash, rest, node, score)
    end
  end

  @doc "The best so many of these, the best first."
  @spec best_of(non_neg_integer, [node], non_neg_integer) :: [node]
  def best_of(hash, nodes, count) do
    nodes
    |> Enum.sort_by(&{score(hash, &1), &1}, :desc)
    |> Enum.take(count)
  end

  @doc """
  Eight hexadecimal digits that are the same for the same nodes.

      iex> alias BeamCluster.Placement.Members
      iex> Members.fingerprint([:b@h, :a@h]) == Members.fingerprint([:a@h, :b@h])
      true
  """
  @spec fingerprint([node]) :: String.t()
  def fingerprint(nodes) do
    nodes
    |> Enum.sort()
    |> :erlang.phash2(@range)
    |> Integer.to_string(16)
    |> String.downcase()
    |> String.pad_leading(8, "0")
  end

  # In the other order, the names of neighbours such as 10.0.0.1 and 10.0.0.2 get shares that differ by 18 %.
  defp score(hash, node), do: :erlang.phash2({node, hash}, @range)
end
