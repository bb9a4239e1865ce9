defmodule BeamCluster.Singleton.OwnersTest do
  @moduledoc "What `BeamCluster.Singleton` promises, in generated histories of faults."
  use ExUnit.Case, async: true

  alias BeamCluster.Test.Simulator
  alias BeamCluster.Test.Simulator.Owners

  @histories 10_000
  # Explores others: STATE_SEED=20000 mix test …
  @first String.to_integer(System.get_env("STATE_SEED", "1"))

  @moduletag timeout: 1_200_000

  test "one owns at most, in time, after it is ready, and a rollout moves it once" do
    assert Simulator.check(Owners, @first, @histories) == :ok
  end

  for {name, changes} <- [
        NoTakeover: %{options: %{takeover_ms: 0}},
        NoBoot: %{options: %{boot_ms: 0}},
        NoMajority: %{options: %{on_minority: :run}},
        EarlyRelease: %{early: true}
      ] do
    defmodule Module.concat(__MODULE__, name) do
      @behaviour Simulator

      @impl true
      def history(seed), do: Map.merge(Owners.history(seed), unquote(Macro.escape(changes)))

      @impl true
      defdelegate frame(history, origin), to: Owners
      @impl true
      defdelegate judge(history), to: Owners
      @impl true
      defdelegate judge(judge, world, what), to: Owners
      @impl true
      defdelegate act(frame, action, now), to: Owners
    end
  end

  describe "that does not hold" do
    # In how many histories it must show.
    @most 2_000

    test "where nodes do not say hello" do
      assert fails(&match?({:send, _, {_, _, _, _, {:hello, _, _}}}, &1))
    end

    test "where a node does not say that it leaves" do
      assert fails(&(&1 == :draining))
    end

    test "where a status that got lost does not come again" do
      assert fails(&match?({:timer, :repeat}, &1))
    end

    test "where the grants of the others are not waited for" do
      assert Simulator.find(Owners, 1, @most, mutate: &not_asked/1)
    end

    test "where a grant ends with its connection" do
      assert Simulator.find(__MODULE__.NoTakeover, 1, @most, [])
    end

    test "where a node that has forgotten what it granted grants at once" do
      assert Simulator.find(__MODULE__.NoBoot, 1, @most, [])
    end

    test "where a part without a majority goes on" do
      assert Simulator.find(__MODULE__.NoMajority, 1, @most, [])
    end

    test "where a claim ends before its child has stopped" do
      assert Simulator.find(__MODULE__.EarlyRelease, 1, @most, [])
    end

    test "where the node that started first is the successor" do
      assert Simulator.find(Owners, 1, @most, incarnation: fn node, now -> {-now, node} end)
    end

    defp fails(without?) do
      mutate = fn {_kind, term} -> unless without?.(term), do: term end
      Simulator.find(Owners, 1, @most, mutate: mutate)
    end

    defp not_asked({:event, {:message, message}}) do
      case message do
        {tag, 1, from, incarnation, {:cast, sequence, {:status, said}}} ->
          said = %{said | grant: nil, settled: false}
          {:message, {tag, 1, from, incarnation, {:cast, sequence, {:status, said}}}}

        {tag, 1, from, incarnation, {:tell, {:status, said}}} ->
          said = %{said | grant: nil, settled: false}
          {:message, {tag, 1, from, incarnation, {:tell, {:status, said}}}}

        other ->
          {:message, other}
      end
    end

    defp not_asked({_kind, term}), do: term
  end
end
