defmodule BeamCluster.RateLimit.Key do
  @moduledoc false
  # What is kept of a key: a small one itself, and the hash of a large one, so that no key of a user fills the memory.

  @most_bytes 64
  @most_integer 0x8000000000000000

  defguardp is_small(key)
            when is_atom(key) or
                   (is_binary(key) and byte_size(key) <= @most_bytes) or
                   (is_integer(key) and key < @most_integer and key > -@most_integer)

  @doc """
  The same for the same key on every node.

      iex> BeamCluster.RateLimit.Key.of({:login, "ann"})
      {:login, "ann"}

      iex> byte_size(BeamCluster.RateLimit.Key.of(String.duplicate("a", 1_000_000)))
      16
  """
  @spec of(term) :: term
  def of(key) when is_small(key), do: key
  def of({a, b} = key) when is_small(a) and is_small(b), do: key
  def of({a, b, c} = key) when is_small(a) and is_small(b) and is_small(c), do: key

  def of({a, b, c, d} = key) when is_small(a) and is_small(b) and is_small(c) and is_small(d),
    do: key

  def of(key), do: :erlang.md5(:erlang.term_to_binary(key, [:deterministic, minor_version: 2]))
end
