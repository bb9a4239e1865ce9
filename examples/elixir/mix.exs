defmodule RsolvApi.MixProject do
  use Mix.Project

  def project do
    [
      app: :rsolv_api,
      version: "1.0.0",
      elixir: "~> 1.14",
      start_permanent: Mix.env() == :prod,
      deps: [{:beam_cluster, path: "../../runtime"}],
      releases: [rsolv_api: [include_executables_for: [:unix]]]
    ]
  end

  def application, do: [mod: {RsolvApi.Application, []}, extra_applications: [:logger]]
end
