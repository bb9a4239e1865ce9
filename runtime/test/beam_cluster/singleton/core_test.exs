defmodule BeamCluster.Singleton.CoreTest do
  use ExUnit.Case, async: true

  alias BeamCluster.Singleton.{Core, Status}

  @options %{on_minority: :stop, takeover_ms: 100, boot_ms: 1_000, silent_ms: 1_000, meet_ms: 0}
  @now {0, 1_000_000}

  defp ready(listed) do
    {state, _effects} = Core.init({:b, {2, 0}}, @options, @now)
    step(state, {:local, {:looked, :ready, listed}})
  end

  defp step(state, event, at \\ 0), do: Core.step(state, event, {at, 1_000_000 + at})

  defp heard(state, status, node \\ :a), do: step(state, {:heard, node, {:status, status}})

  test "alone in the list of DNS, a node that is ready owns at once" do
    {_state, effects} = ready([])
    assert Enum.any?(effects, &match?({:start, _id}, &1))
  end

  test "no node owns before DNS has answered, or while it does not hear those that are listed" do
    for listed <- [:unknown, ["a"]] do
      {_state, effects} = ready(listed)
      refute Enum.any?(effects, &match?({:start, _id}, &1))
    end
  end

  # An old version says less, and a newer one says more.
  test "a status of another version counts as far as it is understood" do
    {state, _} = ready(["a"])
    {state, _} = step(state, {:met, :a, {1, 0}})

    {state, _} = heard(state, %{stage: :staying, settled: true, colour: :red, claim: nil})
    assert {id, nil} = state.claim
    newer = %{stage: :staying, settled: true, grant: {:b, {2, 0}, id, nil}, quorum: {1, 2}}
    {state, effects} = heard(state, newer)
    assert {:start, id} in effects
    {same, _} = heard(state, %{stage: :of_a_newer_version})
    assert same.peers == state.peers

    old = %{stage: :joining}
    assert %Status{settled: false, able: false, grant: nil} = Status.read(old)
    assert elem(Status.payload(%Status{}), 0) == :status
  end

  test "what makes no sense is ignored" do
    {state, _} = ready(["a"])
    {state, _} = step(state, {:met, :a, {1, 0}})

    for said <-
          [nil, [], %{}, %{stage: 1}, %{stage: :staying, claim: 1}] ++
            [%{stage: :staying, grant: {1, 2, 3, 4}}, %{stage: :staying, pid: "p"}],
        do: assert({^state, _} = heard(state, said))

    for event <-
          [{:heard, :z, {:status, %{stage: :staying}}}, {:heard, :a, :other}] ++
            [{:missed, :a}, {:local, {:stopped, 7, :failed}}, {:call, 1, :other}],
        do: assert({^state, _} = step(state, event))
  end

  test "a node that gives its child up waits twice as long each time, up to a minute" do
    {state, effects} = ready([])

    {waits, _state, _effects, _at} =
      Enum.reduce(1..9, {[], state, effects, 0}, fn _, {waits, state, effects, at} ->
        {:start, id} = Enum.find(effects, &match?({:start, _}, &1))
        {state, effects} = step(state, {:local, {:stopped, id, :failed}}, at)
        {:timer, :again, ms} = Enum.find(effects, &match?({:timer, :again, _}, &1))
        {state, effects} = step(state, {:timer, :again}, at + ms)
        {[ms | waits], state, effects, at + ms}
      end)

    assert Enum.reverse(waits) ==
             [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]
  end

  test "of two owners the older one goes before the younger, and any owner before one that asks" do
    [older, younger] = [{:z, {9, 0}, 1, 100}, {:a, {1, 0}, 1, 200}]
    asks = {:m, {99, 0}, 1, nil}
    assert Status.before?(older, younger) and not Status.before?(younger, older)
    assert Status.before?(younger, asks) and not Status.before?(asks, younger)
    assert Status.before?(asks, {:n, {98, 0}, 1, nil})
  end
end
