defmodule BenchNode.MixProject do
  use Mix.Project

  def project do
    [
      app: :bench_node,
      version: "1.0.0",
      elixir: "~> 1.14",
      start_permanent: Mix.env() == :prod,
      deps: [{:beam_cluster, path: "../../../runtime"}],
      releases: [bench_node: [include_executables_for: [:unix]]]
    ]
  end

  def application, do: [mod: {BenchNode.Application, []}, extra_applications: [:logger]]
end
