defmodule BeamCluster.Shared.PeersTest do
  use ExUnit.Case, async: true

  alias BeamCluster.Shared.Peers

  defp peers(node, incarnation \\ 1), do: Peers.new(:tag, node, incarnation)

  # Delivers what two nodes send to each other until nothing is left, and gives the events of each.
  defp talk(nodes, sends, events \\ [])
  defp talk(nodes, [], events), do: {nodes, events}

  defp talk(nodes, [{:send, to, message} | sends], events) do
    {peers, told, more} = Peers.hear(nodes[to], message)
    talk(Map.put(nodes, to, peers), sends ++ more, events ++ Enum.map(told, &{to, &1}))
  end

  defp two do
    {a, [], sends} = Peers.up(peers(:a), :b)
    {b, [], more} = Peers.up(peers(:b), :a)
    talk(%{a: a, b: b}, sends ++ more)
  end

  test "two nodes that connect meet each other once, and are silent then" do
    {_nodes, events} = two()
    assert Enum.sort(Enum.uniq(events)) == [{:a, {:met, :b, 1}}, {:b, {:met, :a, 1}}]
  end

  test "one hello is enough, where the other side was told of the connection too late" do
    {a, [], sends} = Peers.up(peers(:a), :b)
    {_nodes, events} = talk(%{a: a, b: peers(:b)}, sends)
    assert Enum.sort(events) == [{:a, {:met, :b, 1}}, {:b, {:met, :a, 1}}]
  end

  test "a connected node that says nothing does not count" do
    {a, [], [_hello]} = Peers.up(peers(:a), :b)
    assert a.known == %{}
    assert {_a, []} = Peers.cast(a, :news)
    assert Peers.tell(a, :b, :news) == []
    assert {_a, [], []} = Peers.down(a, :b)
  end

  test "a cast that got lost shows at the next one, and at the next hello where it was the last" do
    {%{a: a, b: b}, _events} = two()
    {a, [_lost]} = Peers.cast(a, 1)
    {again, sends} = Peers.cast(a, 2)

    assert {_, [{:b, {:missed, :a}}, {:b, {:heard, :a, 2}}]} = talk(%{a: again, b: b}, sends)

    {a, [], sends} = Peers.beat(a, [:b])
    {nodes, events} = talk(%{a: a, b: b}, sends)
    assert events == [{:b, {:missed, :a}}]

    {a, [], sends} = Peers.beat(nodes.a, [:b])
    assert {_, []} = talk(%{nodes | a: a}, sends)
  end

  test "a cast that comes twice is heard once" do
    {nodes, _events} = two()
    {a, [send]} = Peers.cast(nodes.a, 1)
    assert {_, [{:b, {:heard, :a, 1}}]} = talk(%{nodes | a: a}, [send, send])
  end

  test "a node that restarts under the same name is another one" do
    {nodes, _events} = two()
    {a, [], sends} = Peers.up(peers(:a, 2), :b)
    {nodes, events} = talk(%{nodes | a: a}, sends)
    assert {:b, {:lost, :a, 1}} in events and {:b, {:met, :a, 2}} in events

    # What the old one still says counts no more.
    late = {:send, :b, {:tag, 1, :a, 1, {:tell, :late}}}
    assert {_, []} = talk(nodes, [late])
  end

  test "a primitive that restarts and keeps its incarnation is met again, and so asked again" do
    {nodes, _events} = two()
    {a, [_send]} = Peers.cast(nodes.a, 1)
    {a, [], sends} = Peers.up(%{peers(:a) | incarnation: a.incarnation}, :b)
    {_nodes, events} = talk(%{nodes | a: a}, sends)
    assert {:b, {:met, :a, 1}} in events and {:a, {:met, :b, 1}} in events
    refute Enum.any?(events, &match?({:b, {:lost, _, _}}, &1))
  end

  test "a node that is gone is lost, also where nobody said so but the list of the connected" do
    {nodes, _events} = two()
    assert {_, [{:lost, :b, 1}], []} = Peers.down(nodes.a, :b)
    assert {_, [{:lost, :b, 1}], []} = Peers.beat(nodes.a, [])
  end

  test "what it does not understand is ignored" do
    {%{a: a}, _events} = two()

    for message <- [
          {:tag, 2, :b, 1, {:hello, 0, nil}},
          {:tag, 1, "b", 1, {:hello, 0, nil}},
          {:tag, 1, :a, 1, {:hello, 0, nil}},
          {:tag, 1, :b, 1, {:hello, "0", nil}},
          {:tag, 1, :b, 1, {:of_a_newer_version, 1}},
          {:tag, 1, :b, 7, {:tell, :of_another}},
          {:other, 1, :b, 1, {:tell, 1}},
          :anything
        ],
        do: assert({^a, [], []} = Peers.hear(a, message))
  end
end
