defmodule BeamCluster.MixProject do
  use Mix.Project

  @version "0.1.0"

  def project do
    [
      app: :beam_cluster,
      version: @version,
      elixir: "~> 1.14",
      description: "Discovery, monitoring, health and drain of a BEAM cluster on Kubernetes",
      deps: [],
      aliases: [check: ["format --check-formatted", "compile --warnings-as-errors --force", "test"]],
      preferred_cli_env: [check: :test],
      elixirc_paths: if(Mix.env() == :test, do: ["lib", "test/support"], else: ["lib"])
    ]
  end

  def application, do: [extra_applications: [:logger]]
end
