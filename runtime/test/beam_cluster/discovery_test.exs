defmodule BeamCluster.DiscoveryTest do
  use ExUnit.Case, async: false

  doctest BeamCluster.Dns.Lookup
  doctest BeamCluster.Discovery.PeerExchange

  alias BeamCluster.{Config, Discovery, Facts, Strategy}
  alias BeamCluster.Config.Vm
  alias BeamCluster.Discovery.PeerExchange
  alias BeamCluster.Dns.Answer
  alias BeamCluster.Test.Nodes

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
    options =
      Keyword.merge([resolver: resolver, connect: {__MODULE__, :connect, [self()]}], options)

    {:ok, config} = Config.load(options, @env, %Vm{node: :"api@127.0.0.1"})
    start_supervised!({Discovery, config})
  end

  defp listed(addresses),
    do: fn _question, _options -> {:ok, %Answer{addresses: addresses, ttl: 30}} end

  test "asks for the service and dials what it lists, side by side, never itself" do
    start(listed([@own, {127, 0, 0, 2}, {127, 0, 0, 3}]))
    assert_receive {:dialled, first, _pid}
    assert_receive {:dialled, second, _pid}
    assert Enum.sort([first, second]) == [:"api@127.0.0.2", :"api@127.0.0.3"]
  end

  test "a dial that hangs is ended, and neither stops the polling nor another dial" do
    test = self()

    resolver = fn question, _options ->
      send(test, {:asked, question})
      {:ok, %Answer{addresses: [@own, {127, 0, 0, 2}], ttl: 30}}
    end

    start(resolver, connect_timeout: 100)
    assert_receive {:dialled, :"api@127.0.0.2", pid}
    ref = Process.monitor(pid)
    assert_receive {:DOWN, ^ref, :process, ^pid, :killed}
    assert_receive {:asked, {:a, "api-headless.prod.svc.cluster.local."}}
    assert_receive {:asked, {:a, "api-headless.prod.svc.cluster.local."}}
  end

  def connect_for_a_moment(test, node) do
    send(test, {:dialled, node, self()})
    true
  end

  test "a peer that was gone again before its connection was noticed is dialled again" do
    connect = {__MODULE__, :connect_for_a_moment, [self()]}
    start(listed([@own, {127, 0, 0, 2}]), connect: connect)
    assert_receive {:dialled, :"api@127.0.0.2", _pid}
    assert Nodes.wait_until(__MODULE__, :missing?, ["api@127.0.0.2", :unreachable]) == :ok
  end

  def missing?(node, cause),
    do: Enum.any?(BeamCluster.health().missing, &(&1.node == node and &1.cause == cause))

  test "after the burst in which a newcomer came, it plans again, whichever peer sent the addresses" do
    connect = {__MODULE__, :connect_for_a_moment, [self()]}
    pid = start(listed([@own, {127, 0, 0, 2}]), connect: connect)
    assert Nodes.wait_until(__MODULE__, :missing?, ["api@127.0.0.2", :unreachable]) == :ok
    :erlang.trace(pid, true, [:receive])
    Discovery.feed({:up, :"api@127.0.0.2"})
    Discovery.feed(:quiet)
    assert_receive {:trace, ^pid, :receive, {:"$gen_cast", {:feed, :quiet}}}
    assert_receive {:trace, ^pid, :receive, :go}
  end

  test "a resolver that crashes is an error like any other" do
    test = self()

    pid =
      start(fn _question, _options ->
        send(test, :asked)
        exit(:on_purpose)
      end)

    assert_receive :asked
    assert_receive :asked
    assert Process.alive?(pid)
    assert %{error: :on_purpose} = BeamCluster.health().dns
  end

  test "a resolver that hangs is ended, and asked again" do
    test = self()

    resolver = fn _question, _options ->
      send(test, {:asked, self()})
      receive(do: (:never -> :ok))
    end

    start(resolver, resolve_timeout: 100)
    assert_receive {:asked, first}
    assert_receive {:asked, second} when second != first
    assert %{error: :timeout} = BeamCluster.health().dns
  end

  test "what a resolver gives that is no answer is an error, and what is no address is left out" do
    test = self()
    odd = [["10.0.0.1"], ["127.0.0.2", {127, 0, 0, 3}, {0, 0, 0, 0}, {1, 2, 3, 999}]]
    {:ok, answers} = Agent.start_link(fn -> odd end)

    resolver = fn _question, _options ->
      send(test, :asked)

      case Agent.get_and_update(answers, &{hd(&1), tl(&1) ++ [hd(&1)]}) do
        ["10.0.0.1"] = list -> {:ok, list}
        list -> {:ok, %Answer{addresses: list, ttl: 30}}
      end
    end

    pid = start(resolver)
    assert_receive {:dialled, :"api@127.0.0.3", _pid}
    assert Process.whereis(Discovery) == pid

    assert {:dns_queries, [result: :malformed], _count} =
             List.keyfind(Facts.counters(), [result: :malformed], 1)

    refute_received {:dialled, _node, _pid}
  end

  test "addresses that a peer tells are dialled, whatever DNS says, and what is none is left out" do
    pid = start(fn _question, _options -> {:error, :nxdomain, nil} end)
    send(pid, {:beam_cluster_peers, [@own, {127, 0, 0, 2}, {0, 0, 0, 0}, :odd, {1, 2, 3, 999}]})
    assert_receive {:dialled, :"api@127.0.0.2", _pid}
    for odd <- [:odd, [{127, 0, 0, 3} | :odd], %{}], do: send(pid, {:beam_cluster_peers, odd})
    send(pid, {:of_a_newer_version, 1, 2})
    assert Map.keys(:sys.get_state(pid).plan.peers.peers) == [{127, 0, 0, 2}]
    refute_received {:dialled, _node, _pid}
  end

  test "a list of a peer is read up to its first thousand" do
    many = for a <- 1..20, b <- 1..200, do: {10, 1, a, b}
    assert length(PeerExchange.read(many, :inet)) == 1_000
  end

  test "once this node drains it asks and dials no more, and before that nothing can stop it" do
    pid = start(listed([]))
    Discovery.stop()
    assert %{plan: %{stopped?: false}} = :sys.get_state(pid)
    Facts.put(:draining, true)
    Discovery.stop()
    assert %{plan: %{stopped?: true}, timer: nil} = :sys.get_state(pid)
    Discovery.check()
    assert %{plan: %{stopped?: true}, timer: nil} = :sys.get_state(pid)
  end

  test "as a strategy of libcluster it is ignored outside production" do
    state = %{topology: :pods, connect: {A, :b, []}, list_nodes: {A, :c, []}, config: [mode: :test]}
    assert Strategy.start_link([state]) == :ignore
    assert %{start: {Strategy, :start_link, [[^state]]}} = Strategy.child_spec([state])
  end
end
