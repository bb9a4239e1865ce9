defmodule BeamCluster.MixProject do
  use Mix.Project

  @version "0.1.0"
  @source_url "https://github.com/beam-cluster/beam-cluster"

  def project do
    [
      app: :beam_cluster,
      version: @version,
      elixir: "~> 1.14",
      description: "Discovery, membership, health and drain of a BEAM cluster on Kubernetes",
      deps: [],
      package: package(),
      name: "beam_cluster",
      source_url: @source_url,
      docs: docs(),
      xref: xref(),
      aliases: [check: check(), dialyzer: &dialyzer/1],
      preferred_cli_env: [check: :test],
      elixirc_paths: if(Mix.env() == :test, do: ["lib", "test/support"], else: ["lib"])
    ]
  end

  def application, do: [extra_applications: [:logger]]

  # They are called only where the application has them. Elixir 1.14 alone warns of that, and from 1.20 on the setting itself is a warning.
  defp xref do
    if Version.match?(System.version(), "~> 1.14.0"),
      do: [exclude: [:telemetry, Telemetry.Metrics, Plug.Conn, Cluster.Strategy]],
      else: []
  end

  defp package do
    [
      licenses: ["Apache-2.0"],
      links: %{
        "GitHub" => @source_url,
        "Changelog" => "#{@source_url}/blob/main/runtime/CHANGELOG.md"
      },
      files: ["lib", "mix.exs", ".formatter.exs", "README.md", "CHANGELOG.md", "LICENSE"]
    ]
  end

  # A module that is in no group is hidden: `@moduledoc false`.
  defp docs do
    [
      main: "readme",
      extras: ["README.md", "CHANGELOG.md", "LICENSE"],
      source_ref: "v#{@version}",
      source_url_pattern: "#{@source_url}/blob/v#{@version}/runtime/%{path}#L%{line}",
      groups_for_modules: [
        Cluster: [BeamCluster],
        "Health and figures": [BeamCluster.Health, BeamCluster.Plug, BeamCluster.Telemetry],
        "Shared state": [
          BeamCluster.RateLimit,
          BeamCluster.RateLimit.Plug,
          BeamCluster.Placement,
          BeamCluster.Placement.Handoff,
          BeamCluster.Singleton,
          BeamCluster.Singleton.Every
        ],
        libcluster: [BeamCluster.Strategy],
        "A resolver of your own": [BeamCluster.Dns.Answer, BeamCluster.Dns.Resolver]
      ]
    ]
  end

  defp check, do: ["format --check-formatted", "compile --warnings-as-errors --force", "test"]

  # OTP's own tool on our modules; what it knows of Erlang and Elixir is kept below _build.
  defp dialyzer(_args) do
    tool =
      System.find_executable("dialyzer") ||
        Mix.raise("dialyzer is missing: apt-get install erlang-dialyzer")

    plt = Path.join(Mix.Project.build_path(), "dialyzer.plt")
    elixir = for app <- [:elixir, :logger], do: Application.app_dir(app, "ebin")
    env = [{"ERL_LIBS", Path.expand("../..", hd(elixir))}]
    run = &System.cmd(tool, &1, into: IO.stream(), env: env)

    Mix.Task.run("compile")

    unless File.exists?(plt) do
      {_warnings_of_otp, _status} =
        run.([
          "--quiet",
          "--build_plt",
          "--output_plt",
          plt,
          "--apps",
          "erts",
          "kernel",
          "stdlib",
          "-r" | elixir
        ])
    end

    # Plug, libcluster and telemetry are used where an application has them; OTP 25 does not warn of it.
    unknown = if System.otp_release() >= "26", do: ["-Wno_unknown"], else: []
    {_output, status} = run.(["--quiet", "--plt", plt, "-r", Mix.Project.compile_path() | unknown])
    if status != 0, do: Mix.raise("dialyzer has warnings")
  end
end
