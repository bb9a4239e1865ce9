defmodule BeamCluster.Test.Telemetry do
  @moduledoc """
  Stands in for the packages `telemetry` and `telemetry_metrics`, which the runtime must not depend on.

  Modules under their names exist from `start/0` to the end of the test.
  """

  import ExUnit.Callbacks, only: [on_exit: 1]

  @doc "From here on, each event comes to the calling test as `{:event, name, measurements, metadata}`."
  def start do
    Process.register(self(), __MODULE__)

    compile(:telemetry, """
      def execute(name, measurements, metadata) do
        send(BeamCluster.Test.Telemetry, {:event, name, measurements, metadata})
        :ok
      end
    """)
  end

  @doc "From here on, a metric is a map of its type, its name and its options."
  def start_metrics do
    compile(Telemetry.Metrics, """
      def counter(name, options), do: Map.new([type: :counter, name: name] ++ options)
      def last_value(name, options), do: Map.new([type: :last_value, name: name] ++ options)
      def distribution(name, options), do: Map.new([type: :distribution, name: name] ++ options)
    """)
  end

  defp compile(module, functions) do
    Code.compile_string("defmodule #{inspect(module)} do\n#{functions}end")

    on_exit(fn ->
      :code.delete(module)
      :code.purge(module)
    end)
  end
end
