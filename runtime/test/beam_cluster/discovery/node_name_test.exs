defmodule BeamCluster.Discovery.NodeNameTest do
  use ExUnit.Case, async: false

  alias BeamCluster.Discovery.NodeName

  defp unused, do: "pod#{System.unique_integer([:positive])}"

  test "a name that is there already costs nothing, another is counted, with the runtime or without" do
    made = NodeName.made()
    base = unused()
    assert {:ok, node} = NodeName.of(base, {10, 0, 1, 5})
    assert {:ok, ^node} = NodeName.of(base, {10, 0, 1, 5})
    assert NodeName.made() == made + 1
  end

  test "whether a name is there is asked without making it" do
    base = unused()
    assert NodeName.known(base, {10, 0, 1, 5}) == nil
    assert NodeName.supply(base, {10, 0, 1, 5}) == :plenty
    assert NodeName.known(base, {10, 0, 1, 5}) == nil
    {:ok, node} = NodeName.of(base, {10, 0, 1, 5})
    assert NodeName.known(base, {10, 0, 1, 5}) == node
    assert NodeName.supply(base, {10, 0, 1, 5}) == :known
    assert NodeName.problems() == []
  end

  test "only nodes of this cluster have an address" do
    assert NodeName.address(:"api@10.0.1.5", "api") == {:ok, {10, 0, 1, 5}}
    assert NodeName.address(:"other@10.0.1.5", "api") == :error
    assert NodeName.address(:api@host, "api") == :error
  end
end
