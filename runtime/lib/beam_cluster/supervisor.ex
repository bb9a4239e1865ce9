defmodule BeamCluster.Supervisor do
  @moduledoc "The processes of the runtime, in the order in which they depend on each other."

  use Supervisor
  require Logger

  alias BeamCluster.{Discovery, Facts, Http, Monitor}

  def start_link(config), do: Supervisor.start_link(__MODULE__, config, name: __MODULE__)

  @impl true
  def init(config) do
    Facts.create()
    Facts.put(:enabled, config.mode == :production)
    Facts.put(:problems, config.problems)
    Enum.each(config.problems, &Logger.error("BeamCluster: #{&1}"))

    Supervisor.init(children(config), strategy: :rest_for_one)
  end

  defp children(config) do
    clustered? = config.mode == :production and config.problems == []

    Enum.concat([
      if(clustered?, do: [{Monitor, config}], else: []),
      if(clustered? and config.discovery, do: [{Discovery, config}], else: []),
      if(config.http_port, do: [{Http.Server, config}], else: [])
    ])
  end
end
