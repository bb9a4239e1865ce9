defmodule BeamCluster.Supervisor do
  @moduledoc """
  The processes of the runtime. Drain comes early, so that it stops late; only who is told of it stops later.
  """

  use Supervisor
  require Logger

  alias BeamCluster.{
    Discovery,
    Drain,
    Facts,
    Http,
    Latency,
    Monitor,
    OnChange,
    RefusalLog,
    Telemetry
  }

  def start_link(config), do: Supervisor.start_link(__MODULE__, config, name: __MODULE__)

  @impl true
  def init(config) do
    Facts.create()
    remember(config)
    Telemetry.load()
    Enum.each(config.problems, &Logger.error("BeamCluster: #{&1}"))

    # Facts outlive the children, so a restart costs nothing and loses nothing; discovery must never be the
    # reason why an application goes down.
    Supervisor.init(children(config), strategy: :rest_for_one, max_restarts: 200, max_seconds: 5)
  end

  defp remember(config) do
    Facts.put(:started_at, System.monotonic_time(:millisecond))
    Facts.put(:enabled, config.mode == :production)

    for key <- [:mode, :problems, :query, :ready_grace, :partition_grace],
        do: Facts.put(key, Map.fetch!(config, key))
  end

  defp children(config) do
    distributed? = config.mode == :production and config.problems == []
    if distributed?, do: RefusalLog.install()

    Enum.concat([
      if(config.mode == :production and config.on_change, do: [{OnChange, config}], else: []),
      if(config.mode == :production, do: [drain(config)], else: []),
      if(distributed?, do: [{Monitor, config}, {Latency, config}], else: []),
      if(distributed? and config.discovery, do: [{Discovery, config}], else: []),
      if(config.http_port, do: [{Http.Server, config}], else: [])
    ])
  end

  defp drain(config) do
    # A second more than its own budget, so that it is never cut off while it still counts.
    Supervisor.child_spec({Drain, config}, shutdown: config.drain_timeout + 1_000)
  end
end
