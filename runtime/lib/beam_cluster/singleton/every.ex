defmodule BeamCluster.Singleton.Every do
  @moduledoc """
  Calls a function at each interval, on one node of the cluster at a time: see `BeamCluster.Singleton`.

      children = [
        BeamCluster,
        {BeamCluster.Singleton.Every,
         name: MyApp.Prices, every: :timer.minutes(5), run: {MyApp.Prices, :refresh, []}}
      ]

  ## What it guarantees

    * *No overlap.* The next run begins after the last one has ended, and on another node after this one has stopped.
    * *Once per interval, at most*, as far as `BeamCluster.Singleton` has one owner. Intervals are those of the wall clock: with `every: 60_000`, they begin at each full
      minute. Before a run begins, all nodes hear its interval, and none of them runs it again.
    * *Missed intervals*: where there was no owner, or a run took longer than the interval, the function runs once as soon as it can, however many intervals it missed (`missed: :once`, the default), or
      not before the next one begins (`missed: :skip`).
    * A node that leaves lets a run end, for up to `shutdown`; then it is killed.

  ## Limits

  A run that is killed, or whose node crashes, is not run again in its interval. A run that raises is logged, and that is all. Whether the function ran is
  known as long as one node lives: after a stop of all nodes, with `:once` it runs at the start. Clocks that differ by more than the interval may cost a run or double one.

  ## When to use something else

  For a job that must run, or that must not run twice even in a cut: Oban with a unique job, and `Oban.Plugins.Cron`.

  ## Options

    * `:name` – an atom, the same on all nodes
    * `:every` – milliseconds, at least 100
    * `:run` – `{module, function, arguments}`
    * `:missed` – `:once` (the default) or `:skip`
    * `:shutdown` – milliseconds that a run may take to end when its node leaves; default 5,000
    * `:on_minority`, `:takeover_after` – as in `BeamCluster.Singleton`
  """

  alias BeamCluster.Singleton
  alias BeamCluster.Singleton.Every.Worker

  @of_singleton [:name, :on_minority, :takeover_after]
  @known [:every, :run, :missed, :shutdown] ++ @of_singleton
  @least_ms 100

  @doc "The child specification for an application's supervision tree; see the options."
  @spec child_spec(keyword) :: Supervisor.child_spec()
  def child_spec(options) do
    case problems(options) do
      [] ->
        options
        |> Keyword.take(@of_singleton)
        |> Keyword.put(:child, child(options))
        |> Singleton.child_spec()

      problems ->
        raise ArgumentError, "BeamCluster.Singleton.Every: " <> Enum.join(problems, "; ")
    end
  end

  defp child(options) do
    settings = Map.new(Keyword.take(options, [:name, :every, :run]))
    settings = Map.put(settings, :missed, Keyword.get(options, :missed, :once))
    Supervisor.child_spec({Worker, settings}, shutdown: Keyword.get(options, :shutdown, 5_000))
  end

  defp problems(options) do
    Enum.concat([
      for(key <- Keyword.keys(options) -- @known, do: "unknown option #{inspect(key)}"),
      check(
        options,
        :every,
        nil,
        &(is_integer(&1) and &1 >= @least_ms),
        "at least #{@least_ms} milliseconds"
      ),
      check(
        options,
        :run,
        nil,
        &match?({m, f, a} when is_atom(m) and is_atom(f) and is_list(a), &1),
        "{module, function, arguments}"
      ),
      check(options, :missed, :once, &(&1 in [:once, :skip]), ":once or :skip"),
      check(options, :shutdown, 5_000, &(is_integer(&1) and &1 >= 0), "milliseconds")
    ])
  end

  defp check(options, key, default, right?, what) do
    value = Keyword.get(options, key, default)
    if right?.(value), do: [], else: ["#{inspect(key)} must be #{what}, got: #{inspect(value)}"]
  end
end
