defmodule BeamCluster.Libcluster.TopologiesTest do
  use ExUnit.Case, async: true

  alias BeamCluster.Config
  alias BeamCluster.Config.Vm
  alias BeamCluster.Dns.Answer
  alias BeamCluster.Libcluster.Topologies

  @env %{
    "POD_NAMESPACE" => "prod",
    "POD_IP" => "10.0.1.5",
    "CLUSTER_SERVICE_NAME" => "api-headless"
  }

  defp topology(options \\ []) do
    {:ok, config} = Config.load(options, @env, %Vm{node: :"rsolv_api@10.0.1.5"})
    Topologies.of(config)
  end

  test "is libcluster's Kubernetes.DNS with the environment's settings" do
    assert [beam_cluster: [strategy: Cluster.Strategy.Kubernetes.DNS, config: config]] = topology()
    assert config[:service] == "api-headless.prod.svc.cluster.local."
    assert config[:application_name] == "rsolv_api"
    assert config[:polling_interval] == 5_000
  end

  test "is empty outside production" do
    assert topology(mode: :test) == []
  end

  test "its resolver gives the last good answer when a look-up fails or is empty" do
    test = self()

    resolver = fn question, _options ->
      send(test, question)
      Process.get(:answer)
    end

    [beam_cluster: [_, config: config]] = topology(resolver: resolver)
    name = to_charlist(config[:service])

    Process.put(:answer, {:error, :servfail, nil})
    assert config[:resolver].(name) == {:error, :servfail}

    Process.put(:answer, {:ok, %Answer{addresses: [{10, 0, 1, 5}]}})
    good = {:ok, {:hostent, name, [], :inet, 4, [{10, 0, 1, 5}]}}
    assert config[:resolver].(name) == good

    for bad <- [{:error, :timeout, nil}, {:error, :nxdomain, 5}, {:ok, %Answer{}}] do
      Process.put(:answer, bad)
      assert config[:resolver].(name) == good
    end

    assert_received {:a, "api-headless.prod.svc.cluster.local."}
  end
end
