defmodule BeamCluster.Strategy do
  @moduledoc """
  The discovery of `BeamCluster` as a strategy of libcluster, for an application that has its `Cluster.Supervisor` already:

      config :libcluster, topologies: [pods: [strategy: BeamCluster.Strategy]]

  `:config` takes the options of `BeamCluster`; the topology's `:connect` and `:list_nodes` are used. Run
  `{BeamCluster, discovery: false}` beside it for the monitor, health and drain. Outside production it is
  ignored, as `BeamCluster` is.
  """

  # Always compiled, for the reason given in BeamCluster.Plug.
  @compile {:no_warn_undefined, Cluster.Strategy}

  require Logger

  alias BeamCluster.{Config, Discovery, Wire}
  alias BeamCluster.Libcluster.Feed
  alias BeamCluster.Membership.Watch

  @doc false
  def child_spec(args),
    do: %{id: __MODULE__, start: {__MODULE__, :start_link, [args]}, type: :supervisor}

  @doc false
  def start_link([%{topology: topology, connect: connect, list_nodes: list_nodes, config: options}]) do
    config = Config.load!(options)

    if config.mode == :production and config.problems == [] do
      connect = {__MODULE__, :connect, [topology, connect, list_nodes]}
      start(%{config | connect: connect})
    else
      Enum.each(config.problems, &Logger.error("BeamCluster: #{&1}"))
      :ignore
    end
  end

  @doc false
  def connect(topology, connect, list_nodes, node),
    do: Cluster.Strategy.connect_nodes(topology, connect, list_nodes, [node]) == :ok

  defp start(config) do
    if Process.whereis(Wire.name(:discovery)) do
      Logger.warning(
        "BeamCluster: discovery runs already, so the strategy is ignored; " <>
          "use {BeamCluster, discovery: false} beside libcluster"
      )

      :ignore
    else
      children = [{Feed, &Watch.start/0}, {Discovery, config}]
      Supervisor.start_link(children, [strategy: :one_for_one] ++ BeamCluster.Supervisor.restarts())
    end
  end
end
