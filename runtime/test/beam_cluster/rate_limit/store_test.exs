defmodule BeamCluster.RateLimit.StoreTest do
  use ExUnit.Case, async: true

  doctest BeamCluster.RateLimit.Key
  doctest BeamCluster.RateLimit.Options
  doctest BeamCluster.RateLimit.Store

  alias BeamCluster.RateLimit.{Snapshot, Store, Sweeper}
  alias BeamCluster.Test.Random

  @now 1_700_000_000_000
  @row {"k", 1_000, 1_700_000_000}

  defp store(options \\ %{}),
    do: Store.new({:a, 1}, Map.merge(%{algorithm: :fixed_window}, options))

  defp hit(store, more \\ 1, limit \\ 10, now \\ @now),
    do: store |> Store.hit("k", 1_000, limit, more, now) |> elem(0)

  defp snapshot(store, live \\ []), do: store |> Snapshot.open(live) |> parts([])

  defp parts(snapshot, found) do
    case Snapshot.next(snapshot) do
      {groups, :done} -> Enum.sort(found ++ groups)
      {groups, left} -> parts(left, found ++ groups)
    end
  end

  test "it counts up to the limit, and a denied hit counts nowhere" do
    store = store()
    assert for(_ <- 1..3, do: hit(store, 1, 2)) == [allow: 1, allow: 2, deny: 1_000]
    assert hit(store, 5, 6) == {:deny, 1_000}
    assert hit(store, 4, 6) == {:allow, 6}
    assert Store.get(store, "k", 1_000, @now) == 6
    assert %{allowed: 3, denied: 2, uncounted: 0} = Store.tally(store)
  end

  test "processes that hit at once never get more than the limit" do
    store = store()

    allowed =
      1..8
      |> Enum.map(fn _ -> Task.async(fn -> for _ <- 1..500, do: hit(store, 1, 1_000) end) end)
      |> Task.await_many()
      |> List.flatten()
      |> Enum.count(&match?({:allow, _}, &1))

    assert allowed == 1_000
  end

  test "a sliding window goes on from the one before, also where that came later" do
    store = store(%{algorithm: :sliding_window})
    assert hit(store, 1, 10, @now + 1_000) == {:allow, 1}
    assert Store.merge(store, {:b, 1}, @row, 8) == :ok
    assert hit(store, 1, 10, @now + 1_250) == {:allow, 8}
    assert Store.get(store, "k", 1_000, @now + 1_500) == 6
    assert Store.get(store, "other", 1_000, @now) == 0
  end

  test "reports may come in any order and any number of times" do
    Random.each(100, fn ->
      reports =
        Random.list(30, fn ->
          {{Random.one_of([:b, :c]), 1}, {Random.one_of(["k", "l"]), 1_000, 5},
           Random.integer(1..9)}
        end)

      sums =
        for order <- [reports, Enum.shuffle(reports ++ reports), Enum.reverse(reports)] do
          store = store()
          for {origin, row, count} <- order, do: Store.merge(store, origin, row, count)
          for key <- ["k", "l"], do: Store.get(store, key, 1_000, 5_000)
        end

      assert [same, same, same] = sums
    end)
  end

  test "the peers are told at once from so many hits on, and of the rest at the flush" do
    store = store(%{slack_permille: 200})
    assert {_, :quiet} = Store.hit(store, "k", 1_000, 20, 1, @now)
    assert Store.changed(store, 10) == []

    Store.nodes(store, 2)
    assert {_, {:urgent, @row}} = Store.hit(store, "k", 1_000, 20, 1, @now)
    assert {_, :quiet} = Store.hit(store, "k", 1_000, 20, 1, @now)
    assert Store.tell(store, @row) == {@row, 3}
    assert Store.tell(store, @row) == nil

    assert {_, :quiet} = Store.hit(store, "k", 1_000, 20, 1, @now)
    assert Store.changed(store, 10) == [@row]
    assert Store.tell(store, @row) == {@row, 4}
    assert Store.changed(store, 10) == []
  end

  test "a snapshot has what this node admitted, and what it knows of those that cannot say it" do
    store = store()
    hit(store)
    hit(store)
    for {node, count} <- [b: 5, c: 7], do: Store.merge(store, {node, 1}, @row, count)

    assert snapshot(store, [{:b, 1}]) == [{{:a, 1}, [{@row, 2}]}, {{:c, 1}, [{@row, 7}]}]
  end

  test "a snapshot comes in parts" do
    store = store()
    for key <- 1..2_500, do: Store.hit(store, key, 1_000, 10, 1, @now)
    assert {[{{:a, 1}, counts}], _left} = store |> Snapshot.open([]) |> Snapshot.next()
    assert length(counts) <= 1_000
    rows = for {_origin, counts} <- snapshot(store), {row, 1} <- counts, do: row
    assert rows |> Enum.uniq() |> length() == 2_500
  end

  test "without room, hits are allowed or denied as wanted, and reports are dropped" do
    store = store(%{max_keys: 1})
    hit(store)
    assert {{:allow, 2}, :quiet} = Store.hit(store, "l", 1_000, 10, 2, @now)
    assert Store.merge(store, {:b, 1}, {"l", 1_000, 5}, 1) == :full
    assert %{uncounted: 1} = Store.tally(store)

    store = store(%{max_keys: 1, on_full: :deny})
    hit(store)
    assert {{:deny, 1_000}, :quiet} = Store.hit(store, "l", 1_000, 10, 1, @now)
  end

  test "windows that no longer count are removed" do
    store = store()
    for key <- 1..2_500, do: Store.hit(store, key, 1_000, 10, 1, @now)
    Store.merge(store, {:b, 1}, @row, 5)
    hit(store, 1, 10, @now + 1_500)
    assert Sweeper.sweep(store, @now + 1_999) == 0
    assert Sweeper.sweep(store, @now + 2_000) == 2_501
    assert Store.sizes(store).rows == 1
    assert snapshot(store) == [{{:a, 1}, [{{"k", 1_000, 1_700_000_001}, 1}]}]
  end
end
