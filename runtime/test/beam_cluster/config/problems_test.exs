defmodule BeamCluster.Config.ProblemsTest do
  use ExUnit.Case, async: true

  alias BeamCluster.Config
  alias BeamCluster.Config.Vm

  @pod %{
    "POD_NAMESPACE" => "prod",
    "POD_IP" => "10.0.1.5",
    "CLUSTER_SERVICE_NAME" => "rsolv-api-headless"
  }

  defp problems(vm, env \\ @pod) do
    {:ok, config} = Config.load([mode: :production], env, struct!(Vm, vm))
    config.problems
  end

  test "a node that is not distributed" do
    assert problems(node: :nonode@nohost) == [
             "this node is not distributed; the container's env needs: {name: RELEASE_DISTRIBUTION, value: name}"
           ]
  end

  test "a short name" do
    assert problems(node: :rsolv_api@pod, longnames: false) == [
             "this node has a short name (rsolv_api@pod); the container's env needs: " <>
               "{name: RELEASE_DISTRIBUTION, value: name}"
           ]
  end

  test "a name that is no address" do
    assert problems(node: :"rsolv_api@pod.example") == [
             "the host part of rsolv_api@pod.example is not an IP address; the container's env needs: " <>
               "{name: RELEASE_NODE, value: rsolv_api@$(POD_IP)}, after POD_IP"
           ]
  end

  test "a name at another address than the pod's" do
    assert problems(node: :"rsolv_api@10.0.1.9") == [
             "rsolv_api@10.0.1.9 is not at the pod's address 10.0.1.5; the container's env needs: " <>
               "{name: RELEASE_NODE, value: rsolv_api@$(POD_IP)}, after POD_IP"
           ]
  end

  test "no service" do
    assert ["CLUSTER_SERVICE_NAME is not set; " <> _] =
             problems([node: :"rsolv_api@10.0.1.5"], Map.delete(@pod, "CLUSTER_SERVICE_NAME"))
  end

  test "a service without the pod's address, which is development, and not one that somebody chose" do
    env = Map.delete(@pod, "POD_IP")
    {:ok, config} = Config.load([], env, %Vm{})

    assert {:development, ["CLUSTER_SERVICE_NAME is set and POD_IP is not" <> _]} =
             {config.mode, config.problems}

    for chosen <- [
          Map.put(env, "CLUSTER_MODE", "development"),
          Map.delete(env, "CLUSTER_SERVICE_NAME")
        ],
        do: assert({:ok, %{mode: :development, problems: []}} = Config.load([], chosen, %Vm{}))
  end

  test "no cookie" do
    assert problems(node: :"rsolv_api@10.0.1.5", cookie?: false) == [
             "no cookie is set; give RELEASE_COOKIE by a secretKeyRef"
           ]
  end

  test "an IPv6 pod whose distribution speaks IPv4, and the reverse" do
    ipv6 = %{@pod | "POD_IP" => "fd00::5"}
    assert [wrong] = problems([node: :"rsolv_api@fd00::5"], ipv6)
    assert wrong =~ "set ipFamily to IPv6, or add to ERL_AFLAGS: -proto_dist inet6_tcp"
    assert problems([node: :"rsolv_api@fd00::5", family: :inet6], ipv6) == []
    assert [wrong] = problems(node: :"rsolv_api@10.0.1.5", family: :inet6)
    assert wrong =~ "leave out ipFamily, or remove from ERL_AFLAGS: -proto_dist inet6_tcp"
  end

  test "outside production nothing is a problem" do
    {:ok, config} = Config.load([mode: :test], %{}, %Vm{})
    assert config.problems == []
  end
end
