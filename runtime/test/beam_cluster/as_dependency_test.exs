defmodule BeamCluster.AsDependencyTest do
  @moduledoc "The runtime in the application of a user: Mix prints its warnings there, where the user cannot fix them."
  use ExUnit.Case, async: true

  @moduletag :tmp_dir
  # Each compiles the whole runtime.
  @moduletag timeout: 600_000

  # What the runtime calls where it is there, in packages that stand in for the real ones.
  @packages %{
    telemetry: """
    defmodule :telemetry do
      def execute(_, _, _), do: :ok
    end
    """,
    telemetry_metrics: """
    defmodule Telemetry.Metrics do
      def counter(_, _), do: %{}
      def last_value(_, _), do: %{}
      def distribution(_, _), do: %{}
    end
    """,
    plug: """
    defmodule Plug.Conn do
      def put_resp_header(conn, _, _), do: conn
      def send_resp(conn, _, _), do: conn
      def halt(conn), do: conn
    end
    """,
    libcluster: """
    defmodule Cluster.Strategy do
      def connect_nodes(_, _, _, _), do: :ok
    end
    """
  }

  for {others, title} <- [
        {[], "alone"},
        {Map.keys(@packages), "beside all packages that it can call"}
      ] do
    test "it compiles without a warning #{title}", %{tmp_dir: folder} do
      for package <- unquote(others), do: write(folder, package, @packages[package], [])
      write(folder, :shop, "defmodule Shop do\nend\n", unquote(others))

      {output, status} =
        System.cmd("mix", ["compile"],
          cd: Path.join(folder, "shop"),
          env: [{"MIX_ENV", "prod"}, {"MIX_BUILD_PATH", Path.join(folder, "build")}],
          stderr_to_stdout: true
        )

      assert {status, output =~ "warning"} == {0, false}, output
      assert output =~ "Generated beam_cluster app"
    end
  end

  defp write(folder, app, source, packages) do
    path = Path.join(folder, "#{app}")
    File.mkdir_p!(Path.join(path, "lib"))
    File.write!(Path.join(path, "lib/#{app}.ex"), source)
    runtime = Path.dirname(Mix.Project.project_file())

    deps =
      for(package <- packages, do: {package, [path: "../#{package}"]}) ++
        if(app == :shop, do: [{:beam_cluster, [path: runtime]}], else: [])

    File.write!(Path.join(path, "mix.exs"), """
    defmodule #{Macro.camelize("#{app}")}.MixProject do
      use Mix.Project
      def project, do: [app: :#{app}, version: "0.1.0", deps: #{inspect(deps)}]
    end
    """)
  end
end
