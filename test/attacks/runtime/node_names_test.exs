defmodule BeamCluster.Attacks.NodeNamesTest do
  @moduledoc """
  DNS invents addresses, and each name that is made of one stays in the VM's table of atoms. The nodes here have a small table,
  so that what takes an attacker days in a large one takes seconds.
  """
  use ExUnit.Case, async: true

  alias BeamCluster.Discovery.NodeName
  alias BeamCluster.Test.{DnsServer, Lines, Nodes, Probe}

  @service "api-headless.prod.svc.cluster.local"
  @small_table [args: [~c"+t", ~c"65536"]]
  @passive [discovery: false]

  test "invented addresses where nothing listens cost few names, and a pod that comes after them is dialled" do
    [node, newcomer] = ips = [{127, 211, 11, 1}, {127, 211, 11, 2}]
    {:ok, right?} = Agent.start_link(fn -> false end)
    {:ok, invented} = Agent.start_link(fn -> 0 end)

    answer = fn type, name ->
      cond do
        {type, name} != {:a, @service} -> []
        Agent.get(right?, & &1) -> ips
        true -> invent(Agent.get_and_update(invented, &{&1, &1 + 200}))
      end
    end

    world = world(answer)
    attacked = Nodes.start(world, node, @small_table)
    allowed = allowed(attacked)
    assert :ok = Nodes.call(attacked, Nodes, :wait_until, [Probe, :dialled_more?, [1_000]])
    assert Nodes.call(attacked, NodeName, :made, []) <= div(allowed, 2)

    later = Nodes.start(world, newcomer, @passive)
    Agent.update(right?, fn _ -> true end)
    assert Nodes.connected(attacked, [later]) == :ok
    assert %{problems: []} = Nodes.call(attacked, BeamCluster, :health, [])
  end

  test "where something listens at all of them, names run out, which is said, and who was connected before is dialled still" do
    [node, met] = ips = [{127, 211, 12, 1}, {127, 211, 12, 2}]
    {:ok, listed} = Agent.start_link(fn -> ips end)

    world =
      world(fn type, name ->
        if {type, name} == {:a, @service}, do: Agent.get(listed, & &1), else: []
      end)

    attacked = Nodes.start(world, node, @small_table)
    peer = Nodes.start(world, met, @passive)
    assert Nodes.connected(attacked, [peer]) == :ok
    :ok = Nodes.call(attacked, Lines, :keep, [])
    allowed = allowed(attacked)
    many = for n <- 1..(allowed + 40), do: {127, 212, div(n, 250), rem(n, 250) + 1}
    Enum.each(many, &close_what_comes(&1, world.port))
    Agent.update(listed, &(&1 ++ many))

    assert :ok =
             Nodes.call(attacked, Nodes, :wait_until, [Probe, :problem?, ["too many addresses"]])

    assert Nodes.call(attacked, NodeName, :made, []) in 2..(allowed + 2)

    lines =
      for {_at, line} <- Nodes.call(attacked, :ets, :tab2list, [Lines]),
          line =~ "too many",
          do: line

    assert ["BeamCluster: too many addresses: " <> _] = lines
    assert hd(lines) =~ "Check what DNS answers for #{@service}."

    true = Nodes.call(attacked, Node, :disconnect, [peer.node])
    assert Nodes.connected(attacked, [peer]) == :ok
  end

  defp world(answer) do
    reply = fn type, name, _transport ->
      {:noerror, for(ip <- answer.(type, name), do: {@service, :a, 30, ip})}
    end

    {:ok, dns} = DnsServer.start_link({reply, []})
    %{Nodes.world([]) | dns: DnsServer.nameserver(dns)}
  end

  # Each one once, as far as a test goes.
  defp invent(from),
    do:
      for(
        n <- from..(from + 199),
        do: {127, 100 + div(n, 62_500), rem(div(n, 250), 250), rem(n, 250) + 1}
      )

  # As `BeamCluster.Discovery.NameBudget` says.
  defp allowed(node) do
    [limit, count] =
      for what <- [:atom_limit, :atom_count], do: Nodes.call(node, :erlang, :system_info, [what])

    div(div(limit, 2) - count, 128)
  end

  defp close_what_comes(ip, port) do
    {:ok, listener} = :gen_tcp.listen(port, ip: ip, reuseaddr: true, active: false)
    spawn_link(fn -> close_all(listener) end)
  end

  defp close_all(listener) do
    with {:ok, socket} <- :gen_tcp.accept(listener), do: :gen_tcp.close(socket)
    close_all(listener)
  end
end
