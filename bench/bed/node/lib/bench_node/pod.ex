defmodule BenchNode.Pod do
  @moduledoc """
  A pod of a real Kubernetes: it boots for a given time, then discovers, then is ready. Its variables
  say which discovery (`BENCH_CONTENDER`), how long (`BENCH_DELAY_MS`), and where the times go (`BENCH_COLLECTOR`).
  """

  alias BenchNode.Contender
  alias BenchNode.Pod.{Readiness, Reporter}

  @doc "Whether this VM is such a pod."
  def here?, do: System.get_env("BENCH_CONTENDER") != nil

  @doc "What runs besides the contender."
  def children,
    do: [Reporter, %{id: :boot, start: {__MODULE__, :boot, []}}, {Task, &Readiness.serve/0}]

  @doc "What an application does before its discovery has its turn; nothing after it starts meanwhile."
  def boot do
    "BENCH_DELAY_MS" |> System.fetch_env!() |> String.to_integer() |> Process.sleep()
    Reporter.tell_now("discovery")
    :ok = Contender.start(System.fetch_env!("BENCH_CONTENDER"))
    :ignore
  end
end
