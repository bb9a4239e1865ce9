defmodule BeamCluster.Attack.Messages do
  @moduledoc "What an old, a new or a compromised node may send: the runtime's own messages with values of any type and size."

  import BeamCluster.Test.Random

  @doc "A message for one of the processes, as `{name, message}`; some speak of one of the nodes."
  def any(names, nodes) do
    message =
      case integer(1..3) do
        1 -> info(nodes)
        2 -> {:"$gen_cast", cast(nodes)}
        3 -> {:"$gen_call", from(), call(nodes)}
      end

    {one_of(names), message}
  end

  defp info(nodes) do
    case integer(1..12) do
      1 -> {one_of([:nodeup, :nodedown]), value(nodes), value(nodes)}
      2 -> {one_of([:ping, :pong]), value(nodes), value(nodes)}
      3 -> {one_of([:ping, :pong]), one_of(nodes), value(nodes)}
      4 -> {:beam_cluster_peers, value(nodes)}
      5 -> {:beam_cluster_peers, list(1_500, &invented/0)}
      6 -> {:overdue, value(nodes)}
      7 -> {:DOWN, make_ref(), :process, self(), value(nodes)}
      8 -> {:EXIT, self(), value(nodes)}
      9 -> {make_ref(), {one_of([:nodeup, :nodedown]), one_of(nodes), %{}}}
      10 -> {:timeout, make_ref(), value(nodes)}
      11 -> one_of([:debounce, :go, :members, :measure, :listen, :announce_again])
      12 -> value(nodes)
    end
  end

  defp cast(nodes) do
    case integer(1..8) do
      1 -> {:leaving, value(nodes), value(nodes)}
      2 -> {:leaving, one_of(nodes), value(nodes)}
      3 -> {one_of([:leaving, :leaving?, :staying?, :staying]), value(nodes)}
      4 -> {one_of([:leaving, :leaving?, :staying?]), one_of(nodes)}
      5 -> one_of([:check, :stop, :events, :drain])
      6 -> value(nodes)
      7 -> {:feed, one_of([:quiet, :sync, value(nodes)])}
      8 -> {:feed, {one_of([:up, :down, :leaving]), value(nodes)}}
    end
  end

  defp call(nodes) do
    case integer(1..3) do
      1 -> one_of([:drain, :port])
      2 -> {one_of([:opened, :share]), value(nodes)}
      3 -> value(nodes)
    end
  end

  defp from, do: one_of([{self(), make_ref()}, {self(), [:alias | 7]}, {:nobody, 1}, :nobody, nil])

  defp value(nodes) do
    case integer(1..14) do
      1 -> one_of([nil, true, :odd, 1.5, "text", [], %{}])
      2 -> one_of(nodes)
      3 -> :"rsolv_api@#{:inet.ntoa(invented())}"
      4 -> integer(-3..9_000)
      5 -> one_of([2 ** 70, -(2 ** 70), 2 ** 31, 2 ** 64])
      6 -> :binary.copy("x", one_of([10, 100_000]))
      7 -> [invented() | :improper]
      8 -> list(9, fn -> one_of([invented(), {1, 2, 3, 999}, {1, 2}, one_of(nodes)]) end)
      9 -> Enum.to_list(1..integer(1..5_000))
      10 -> %{nodedown_reason: {:any, 1}}
      11 -> [nodedown_reason: self()]
      12 -> {self(), make_ref()}
      13 -> {:overdue, self()}
      14 -> Enum.reduce(1..500, :deep, &[&2, &1])
    end
  end

  defp invented, do: {10, 77, integer(0..255), integer(0..255)}
end
