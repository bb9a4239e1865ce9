defmodule BeamCluster do
  @moduledoc """
  Makes the pods of an application one BEAM cluster: discovery, monitoring, health.

      children = [BeamCluster, MyAppWeb.Endpoint]
  """

  alias BeamCluster.Config

  def child_spec(options) do
    %{id: __MODULE__, start: {__MODULE__, :start_link, [options]}, type: :supervisor}
  end

  @doc "Starts the runtime; `:ignore` in test mode."
  def start_link(options \\ []) do
    config = Config.load!(options)
    if config.mode == :test, do: :ignore, else: BeamCluster.Supervisor.start_link(config)
  end

  @doc "The state of clustering as this node sees it."
  defdelegate health, to: BeamCluster.Health, as: :report
end
