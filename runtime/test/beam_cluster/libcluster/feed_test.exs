defmodule BeamCluster.Libcluster.FeedTest do
  use ExUnit.Case, async: false

  alias BeamCluster.Libcluster.Feed
  alias BeamCluster.Wire

  # This process takes the place of discovery.
  setup do
    Process.register(self(), Wire.name(:discovery))
    {:ok, feed: start_supervised!({Feed, fn -> :vm end})}
  end

  test "without a membership it feeds discovery as that does", %{feed: feed} do
    for n <- 2..3, do: send(feed, {:vm, {:nodeup, :"api@10.0.0.#{n}", %{}}})
    send(feed, {:vm, {:nodedown, :"api@10.0.0.3", %{}}})

    for event <- [{:up, :"api@10.0.0.2"}, {:up, :"api@10.0.0.3"}, {:down, :"api@10.0.0.3"}],
        do: assert_receive({:"$gen_cast", {:feed, ^event}})

    assert_receive {:"$gen_cast", {:feed, :quiet}}
    refute_received {:"$gen_cast", _again}
  end

  test "only the VM can make it speak", %{feed: feed} do
    for forged <- [{:nodeup, :a@b, %{}}, {make_ref(), {:nodeup, :a@b, %{}}}, :debounce],
        do: send(feed, forged)

    _state = :sys.get_state(feed)
    refute_received {:"$gen_cast", _event}
  end

  test "beside a membership it is silent", %{feed: feed} do
    {:ok, _membership} = Agent.start_link(fn -> nil end, name: Wire.name(:membership))
    send(feed, {:vm, {:nodeup, :a@b, %{}}})
    send(feed, {:vm, {:nodedown, :a@b, %{}}})
    _state = :sys.get_state(feed)
    refute_received {:"$gen_cast", _event}
  end
end
