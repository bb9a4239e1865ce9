defmodule BeamCluster.DiscoveryTest do
  use ExUnit.Case, async: false

  alias BeamCluster.{Config, Discovery, Facts, Strategy}
  alias BeamCluster.Config.Vm
  alias BeamCluster.Dns.Answer

  @own {127, 0, 0, 1}
  @env %{
    "POD_NAMESPACE" => "prod",
    "POD_IP" => "127.0.0.1",
    "CLUSTER_SERVICE_NAME" => "api-headless"
  }

  setup do: Facts.create()

  def connect(test, node) do
    send(test, {:dialled, node, self()})
    receive(do: (:answer -> false))
  end

  defp start(resolver, options \\ []) do
    options = [resolver: resolver, connect: {__MODULE__, :connect, [self()]}] ++ options
    {:ok, config} = Config.load(options, @env, %Vm{node: :"api@127.0.0.1"})
    start_supervised!({Discovery, config})
  end

  defp listed(addresses),
    do: fn _question, _options -> {:ok, %Answer{addresses: addresses, ttl: 30}} end

  test "asks for the service and dials what it lists, side by side, never itself" do
    start(listed([@own, {127, 0, 0, 2}, {127, 0, 0, 3}]))
    assert_receive {:dialled, first, _pid}, 2_000
    assert_receive {:dialled, second, _pid}, 2_000
    assert Enum.sort([first, second]) == [:"api@127.0.0.2", :"api@127.0.0.3"]
  end

  test "a dial that hangs is ended, and neither stops the polling nor another dial" do
    test = self()

    resolver = fn question, _options ->
      send(test, {:asked, question})
      {:ok, %Answer{addresses: [@own, {127, 0, 0, 2}], ttl: 30}}
    end

    start(resolver, connect_timeout: 100)
    assert_receive {:dialled, :"api@127.0.0.2", pid}, 2_000
    ref = Process.monitor(pid)
    assert_receive {:DOWN, ^ref, :process, ^pid, :killed}, 2_000
    assert_receive {:asked, {:a, "api-headless.prod.svc.cluster.local."}}, 2_000
    assert_receive {:asked, {:a, "api-headless.prod.svc.cluster.local."}}, 2_000
  end

  test "a resolver that crashes is an error like any other" do
    test = self()

    pid =
      start(fn _question, _options ->
        send(test, :asked)
        exit(:on_purpose)
      end)

    assert_receive :asked
    assert_receive :asked, 2_000
    assert Process.alive?(pid)
    assert %{error: :on_purpose} = BeamCluster.health().dns
  end

  test "after a stop it asks and dials no more" do
    pid = start(listed([]))
    Discovery.stop()
    assert %{stopped?: true, timer: nil} = :sys.get_state(pid)
    Discovery.check()
    assert %{stopped?: true, timer: nil} = :sys.get_state(pid)
  end

  test "as a strategy of libcluster it is ignored outside production" do
    state = %{topology: :pods, connect: {A, :b, []}, list_nodes: {A, :c, []}, config: [mode: :test]}
    assert Strategy.start_link([state]) == :ignore
    assert %{start: {Strategy, :start_link, [[^state]]}} = Strategy.child_spec([state])
  end
end
