defmodule BeamCluster.Address do
  @moduledoc false
  # IP addresses and the node names that are made of them.

  @doc """
  The address that a text means, or `:error`.

      iex> BeamCluster.Address.parse("10.0.1.5")
      {:ok, {10, 0, 1, 5}}
      iex> BeamCluster.Address.parse("rsolv-api")
      :error
  """
  def parse(text) when is_binary(text) do
    case :inet.parse_strict_address(String.to_charlist(text)) do
      {:ok, ip} -> {:ok, ip}
      {:error, :einval} -> :error
    end
  end

  @doc """
  The address as text, as Kubernetes writes it.

      iex> BeamCluster.Address.format({0xFD00, 0, 0, 0, 0, 0, 0, 5})
      "fd00::5"
  """
  def format(ip), do: ip |> :inet.ntoa() |> to_string()

  @doc """
  Whether a pod can have this address: not unspecified, multicast, broadcast or reserved.

      iex> BeamCluster.Address.dialable?({10, 0, 1, 5})
      true
      iex> BeamCluster.Address.dialable?({0, 0, 0, 0})
      false
  """
  def dialable?({a, _, _, _}), do: a > 0 and a < 224
  def dialable?({0, 0, 0, 0, 0, 0, 0, 0}), do: false
  def dialable?({a, _, _, _, _, _, _, _}), do: a < 0xFF00

  @doc """
  Those of a list that are addresses of this family and that a pod can have.

      iex> BeamCluster.Address.of_pods([{10, 0, 1, 5}, {224, 0, 0, 1}, {10, 0, 1, 999}, "10.0.1.6"], :inet)
      [{10, 0, 1, 5}]
  """
  def of_pods(list, family),
    do: for(ip <- list, :inet.is_ip_address(ip), family(ip) == family, dialable?(ip), do: ip)

  @doc """
  The family of an address.

      iex> BeamCluster.Address.family({10, 0, 1, 5})
      :inet
  """
  def family(ip) when tuple_size(ip) == 4, do: :inet
  def family(ip) when tuple_size(ip) == 8, do: :inet6

  @doc """
  The parts of a node name: what stands before and after the `@`.

      iex> BeamCluster.Address.split(:"rsolv_api@10.0.1.5")
      {"rsolv_api", "10.0.1.5"}
      iex> BeamCluster.Address.split(:nonode@nohost)
      {"nonode", "nohost"}
  """
  def split(node) do
    case node |> Atom.to_string() |> String.split("@", parts: 2) do
      [base, host] -> {base, host}
      [base] -> {base, ""}
    end
  end
end
