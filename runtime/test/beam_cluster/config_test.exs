defmodule BeamCluster.ConfigTest do
  use ExUnit.Case, async: true

  alias BeamCluster.Config
  alias BeamCluster.Config.{Environment, Options, Vm}
  alias BeamCluster.Test.Random

  doctest BeamCluster.Address
  doctest BeamCluster.Config
  doctest BeamCluster.Config.Environment
  doctest BeamCluster.Config.Options
  doctest BeamCluster.Config.ResolvConf
  doctest BeamCluster.Http.Json

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
    text = File.read!(Path.expand("../../../test/manifests/contract/contract.json", __DIR__))

    entries =
      Regex.scan(~r/"name":\s*"(\w+)"[^}]*"readBy":\s*"(\w+)"/, text, capture: :all_but_first)

    for_runtime = for [name, "runtime"] <- entries, do: name

    assert for_runtime -- Environment.contract() == []
    assert Environment.contract() -- for_runtime == []
  end

  test "any other variable of these families is not read" do
    sources = Path.wildcard(Path.expand("../../lib/**/*.ex", __DIR__))
    text = Enum.map_join(sources, &File.read!/1)

    names =
      ~r/"((?:POD|RELEASE|CLUSTER)_[A-Z_]+)"/
      |> Regex.scan(text, capture: :all_but_first)
      |> Enum.concat()

    printed = ["RELEASE_DISTRIBUTION", "RELEASE_NODE", "CLUSTER_SERVICE_NAME"]
    assert Enum.uniq(names) -- (Environment.contract() ++ Environment.knobs() ++ printed) == []
  end

  test "without the pod's environment it is a single node" do
    assert {:ok, config} = Config.load([], %{}, %Vm{})
    assert {config.mode, config.query, config.http_port} == {:development, nil, nil}
  end

  test "the manifest names a port for the probes, and an option overrides it" do
    env = Map.put(@pod, "CLUSTER_HTTP_PORT", "9568")
    assert {:ok, %{http_port: 9568}} = Config.load([], env, @vm)
    assert {:ok, %{http_port: nil}} = Config.load([http_port: nil], env, @vm)
  end

  test "CLUSTER_MODE overrides the choice, an option overrides CLUSTER_MODE" do
    env = Map.put(@pod, "CLUSTER_MODE", "development")
    assert {:ok, %{mode: :development}} = Config.load([], env, @vm)
    assert {:ok, %{mode: :test}} = Config.load([mode: :test], env, @vm)
  end

  test "the domain and namespace come from the search list where the environment does not say" do
    vm = %{@vm | domain: "acme.internal", namespace: "blue"}
    env = Map.delete(@pod, "POD_NAMESPACE")
    assert {:ok, %{query: query}} = Config.load([], env, vm)
    assert query == "rsolv-api-headless.blue.svc.acme.internal."
    assert {:ok, %{query: query}} = Config.load([], Map.put(env, "CLUSTER_DOMAIN", "k8s.test"), vm)
    assert query == "rsolv-api-headless.blue.svc.k8s.test."
  end

  test "every mistake is named at once" do
    env = %{
      "POD_IP" => "pod",
      "CLUSTER_DRAIN_SECONDS" => "20s",
      "CLUSTER_HTTP_PORT" => "0",
      "CLUSTER_MODE" => "prod"
    }

    options = [
      pol_interval: 1,
      http_port: "4000",
      ready_grace: -1,
      on_drain: [:now],
      basename: "a b",
      on_change: nil
    ]

    assert {:error, mistakes} = Config.load(options, env, @vm)

    assert Enum.sort(mistakes) == [
             "BeamCluster: expected :basename to be the part of a node name before the @, got: \"a b\"",
             "BeamCluster: expected :http_port to be a port number, got: \"4000\"",
             "BeamCluster: expected :on_change to be {module, function, arguments}, got: nil",
             "BeamCluster: expected :on_drain to be a list of {module, function, arguments}, got: [:now]",
             "BeamCluster: expected :ready_grace to be a whole number of at least 0, got: -1",
             "BeamCluster: expected the variable CLUSTER_DRAIN_SECONDS to be a whole number of seconds, got: \"20s\"",
             "BeamCluster: expected the variable CLUSTER_HTTP_PORT to be a port number, got: \"0\"",
             "BeamCluster: expected the variable CLUSTER_MODE to be production, development or test, got: \"prod\"",
             "BeamCluster: expected the variable POD_IP to be an IP address (fieldRef: status.podIP), got: \"pod\"",
             "BeamCluster: unknown option :pol_interval, did you mean :poll_interval?"
           ]
  end

  test "an option that resembles none lists all" do
    assert {:error, [mistake]} = Config.load([xyzzy: 1], %{}, @vm)
    assert mistake =~ "BeamCluster: unknown option :xyzzy, known are: :mode, :service"
  end

  test "something that is no keyword list is named" do
    assert Config.load(%{http_port: 1}, %{}, @vm) ==
             {:error, ["BeamCluster: expected a keyword list of options, got: %{http_port: 1}"]}
  end

  test "whatever is given, it is a configuration or a list of mistakes" do
    values = [
      nil,
      :test,
      0,
      -1,
      4000,
      70_000,
      "",
      "10.0.0.1",
      {10, 0, 0, 1},
      [],
      [{{1, 1, 1, 1}, 53}],
      {A, :b, []},
      true
    ]

    Random.each(500, fn ->
      options =
        for _ <- 1..Random.integer(1..4),
            do: {Random.one_of(Options.names() ++ [:nope]), Random.one_of(values)}

      case Config.load(options, @pod, @vm) do
        {:ok, %Config{}} ->
          :ok

        {:error, [_ | _] = mistakes} ->
          assert Enum.all?(mistakes, &String.starts_with?(&1, "BeamCluster: "))
      end
    end)
  end
end
