defmodule BeamCluster.Shared.Reports do
  @moduledoc false
  # What the primitives that this node has say of themselves. A module that is a primitive gives `running?/1`, `report/2` and `figures/1`,
  # and `drain/1` where a node that leaves has something to do.

  alias BeamCluster.Facts

  @type figure :: {name :: String.t(), help :: String.t(), type :: String.t(), value :: number}

  @doc "A report of each, in the order of the names, as pairs in the order of reading."
  @spec all :: [keyword]
  def all, do: for({name, module, mode} <- running(), do: report(name, module, mode))

  @doc "The figures of each, with its name."
  @spec figures :: [{name :: module, figure}]
  def figures do
    for {name, module, mode} <- running(),
        figure <- module.figures(report(name, module, mode)),
        do: {name, figure}
  end

  @doc "What is to run while this node drains, beside the hooks of the application."
  @spec drains :: [{module, atom, list}]
  def drains do
    for {name, module, _mode} <- running(),
        function_exported?(module, :drain, 1),
        do: {module, :drain, [name]}
  end

  defp report(name, module, mode), do: [{:name, inspect(name)} | module.report(name, mode)]

  # One that has just stopped is left out.
  defp running do
    for name <- Enum.sort(Facts.keys(:shared)),
        {module, mode} <- [Facts.get({:shared, name})],
        module.running?(name),
        do: {name, module, mode}
  end
end
