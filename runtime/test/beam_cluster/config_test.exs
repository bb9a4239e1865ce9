defmodule BeamCluster.ConfigTest do
  use ExUnit.Case, async: true

  alias BeamCluster.Config
  alias BeamCluster.Config.{Environment, Vm}

  doctest BeamCluster.Address
  doctest BeamCluster.Config
  doctest BeamCluster.Config.Environment
  doctest BeamCluster.Config.Options
  doctest BeamCluster.Config.ResolvConf
  doctest BeamCluster.Json

  @pod %{
    "POD_NAME" => "rsolv-api-6d9f-x2b4q",
    "POD_NAMESPACE" => "prod",
    "POD_IP" => "10.0.1.5",
    "CLUSTER_SERVICE_NAME" => "rsolv-api-headless",
    "CLUSTER_DRAIN_SECONDS" => "25"
  }
  @vm %Vm{node: :"rsolv_api@10.0.1.5"}

  test "a pod of the printed manifest is in production and has no problems" do
    assert {:ok, config} = Config.load([], @pod, @vm)
    assert config.mode == :production
    assert config.query == "rsolv-api-headless.prod.svc.cluster.local."
    assert config.basename == "rsolv_api"
    assert config.family == :inet
    assert config.drain_timeout == 25_000
    assert config.problems == []
  end

  test "the variables read are those of the contract between manifest and image" do
    text = File.read!(Path.expand("../../../test/contract/contract.json", __DIR__))

    entries =
      Regex.scan(~r/"name":\s*"(\w+)"[^}]*"readBy":\s*"(\w+)"/, text, capture: :all_but_first)

    for_runtime = for [name, "runtime"] <- entries, do: name

    assert for_runtime -- Environment.contract() == []
    assert Environment.contract() -- for_runtime == []
  end
end
