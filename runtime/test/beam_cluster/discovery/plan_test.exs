defmodule BeamCluster.Discovery.PlanTest do
  use ExUnit.Case, async: true

  alias BeamCluster.Discovery.{Peers, Plan}
  alias BeamCluster.Dns.Answer

  @service {:a, "api.prod.svc.cluster.local."}
  @config %{query: elem(@service, 1), family: :inet, poll_interval: 15_000, pod_ip: {10, 0, 0, 1}}
  @peer {10, 0, 0, 2}
  @other {10, 0, 0, 3}
  @node :"api@10.0.0.2"

  defp world(now, supply \\ :plenty),
    do: %{clock: {now, now}, random: fn -> 0.5 end, supply: fn _ip -> supply end}

  defp new(connected \\ []), do: Plan.new(@config, connected, world(0))

  # Has asked, and heard of these addresses.
  defp answered(plan, addresses) do
    {plan, _actions} = Plan.next(plan, world(0))
    {plan, _actions} = Plan.answered(plan, {:ok, %Answer{addresses: addresses, ttl: 30}}, world(5))
    plan
  end

  defp dials(actions), do: for({:dial, ip, way} <- actions, do: {ip, way})

  test "a node that has just started asks, shows what it sees, and is woken by what comes" do
    assert {plan, [{:ask, @service}, {:show, _view}, {:wake_at, :never}]} =
             Plan.next(new(), world(0))

    assert {^plan, [{:wake_at, :never}]} = Plan.next(plan, world(1))
  end

  test "an answer is looked at behind all that waits, and what it lists is dialled" do
    {plan, _actions} = Plan.next(new(), world(0))
    result = {:ok, %Answer{addresses: [@peer], ttl: 30}}
    assert {plan, [{:wake_at, :now}]} = Plan.answered(plan, result, world(5))
    {plan, actions} = Plan.next(plan, world(5))
    assert dials(actions) == [{@peer, :direct}]
    assert {:wake_at, at} = List.last(actions)
    assert at > 5
    # While it is dialled, it is not dialled again.
    assert {_plan, actions} = Plan.next(plan, world(6))
    assert dials(actions) == []
  end

  test "where names are scarce a peer is probed first, and where there are none it waits" do
    plan = answered(new(), [@peer])
    {_plan, actions} = Plan.next(plan, world(5, :scarce))
    assert dials(actions) == [{@peer, {:probe, 0}}]
    {plan, actions} = Plan.next(plan, world(5, {:wait, 9_000}))
    assert dials(actions) == []
    assert Peers.next_at(plan.peers, 5) == 9_005
  end

  test "an unknown peer hears of the others at once, and is one of the peers" do
    assert {plan, [{:exchange, @node, [@other]}, {:wake_at, :now}]} =
             Plan.up(new([@other]), @node, @peer, true, world(9))

    assert Enum.sort(Peers.linked(plan.peers)) == [@peer, @other]
    # Only itself, and no node that is gone again.
    assert {plan, [{:wake_at, :now}]} = Plan.up(new(), @node, @peer, false, world(9))
    assert Peers.linked(plan.peers) == []
  end

  test "an expected peer hears from the introducers at once, and from the others when the burst is over" do
    # Of ten that are connected, some are introducers of it and some are not.
    others = for n <- 10..19, do: {10, 0, 0, n}

    steps =
      for own <- others do
        config = %{@config | pod_ip: own}
        plan = Plan.new(config, others -- [own], world(0)) |> answered([@peer])
        {up, exchanges} = Plan.up(plan, @node, @peer, true, world(9))
        {quiet, later} = Plan.quiet(up, world(109))
        assert {^quiet, [{:wake_at, :now}]} = Plan.quiet(quiet, world(209))
        {match?([{:exchange, @node, _} | _], exchanges), match?([{:exchange, _, _} | _], later)}
      end

    assert Enum.count(steps, &(&1 == {true, false})) == 3
    assert Enum.count(steps, &(&1 == {false, true})) == 7
  end

  test "a lost peer is asked for and dialled at once" do
    {plan, [{:wake_at, :now}]} = Plan.down(new([@peer]), @peer, world(7))
    assert {_plan, [{:dial, @peer, {:probe, 0}}, {:ask, @service} | _]} = Plan.next(plan, world(7))
  end

  test "what was missed between two memberships is found by the list of connected nodes" do
    assert {plan, [{:wake_at, :now}]} = Plan.sync(new([@peer]), [@other], world(7))
    assert Peers.linked(plan.peers) == [@other]
    assert Plan.sync(plan, [@other], world(8)) == {plan, []}
  end

  test "a peer that leaves is not dialled, and of what is known already nothing is due" do
    plan = answered(new(), [@peer])
    assert {plan, [{:wake_at, :now}]} = Plan.leaving(plan, @peer, 1_000)
    assert {^plan, []} = Plan.leaving(plan, @peer, 1_000)
    assert {^plan, []} = Plan.exchanged(plan, [@peer], world(6))
    {_plan, actions} = Plan.next(plan, world(6))
    assert dials(actions) == []
  end

  test "a dial that connected and was cut before its end was noticed is a failure" do
    {plan, _actions} = Plan.next(answered(new(), [@peer]), world(5))
    {connected, _actions} = Plan.dialled(plan, @peer, :connected, true, world(6))
    assert Peers.linked(connected.peers) == [@peer]
    {cut, _actions} = Plan.dialled(plan, @peer, :connected, false, world(6))
    assert Peers.missing(cut.peers, 6) == [{@peer, :unreachable, 5}]
  end

  test "once it is stopped nothing is due, whatever happens" do
    assert {plan, [{:wake_at, :never}]} = Plan.stop(answered(new([@other]), [@peer]))
    assert {plan, [{:wake_at, :now}]} = Plan.up(plan, @node, {10, 0, 0, 9}, true, world(9))
    assert {plan, [{:wake_at, :now}]} = Plan.quiet(plan, world(10))
    assert {^plan, [{:wake_at, :never}]} = Plan.next(plan, world(99_999))
  end
end
