defmodule BeamCluster.Drain.Hooks do
  @moduledoc false
  # Runs functions side by side within a budget, whatever they do.

  require Logger

  alias BeamCluster.Clock

  @doc """
  Calls every `{module, function, arguments}`; `[{mfa, outcome}]` with `:ok`, `:failed` or `:killed`
  (it had not returned after `budget` milliseconds).

      iex> BeamCluster.Drain.Hooks.run([{String, :upcase, ["a"]}], 1_000)
      [{{String, :upcase, ["a"]}, :ok}]
  """
  def run(hooks, budget) do
    deadline = Clock.now() + budget

    started =
      for {module, function, args} = hook <- hooks do
        {hook, spawn_monitor(fn -> apply(module, function, args) end)}
      end

    for {hook, process} <- started,
        do: {hook, hook |> outcome(process, deadline) |> log(hook, budget)}
  end

  defp outcome(_hook, {pid, ref}, deadline) do
    receive do
      {:DOWN, ^ref, :process, ^pid, :normal} -> :ok
      {:DOWN, ^ref, :process, ^pid, _reason} -> :failed
    after
      max(deadline - Clock.now(), 0) ->
        Process.exit(pid, :kill)
        Process.demonitor(ref, [:flush])
        :killed
    end
  end

  defp log(:ok, _hook, _budget), do: :ok

  defp log(:failed, hook, _budget) do
    Logger.error("BeamCluster: the :on_drain hook #{show(hook)} failed")
    :failed
  end

  defp log(:killed, hook, budget) do
    Logger.error(
      "BeamCluster: the :on_drain hook #{show(hook)} was ended after #{budget} ms; " <>
        "more time needs a larger CLUSTER_DRAIN_SECONDS"
    )

    :killed
  end

  # Without the arguments, which may be secret or large.
  defp show({module, function, args}), do: Exception.format_mfa(module, function, length(args))
end
