defmodule BeamCluster.Supervisor do
  @moduledoc false
  # The processes of the runtime. Drain comes early, so that it stops late, behind those that it stops; only `:on_change` stops later, because
  # it hears of the drain.
  #
  # None of them depends on another one: what they know is in the facts, and each finds there what its predecessor knew. So the death of one
  # concerns no other.

  use Supervisor
  require Logger

  alias BeamCluster.{Clock, Discovery, Drain, Facts, Http, Membership}
  alias BeamCluster.Facts.Lifetime
  alias BeamCluster.Membership.OnChange
  alias BeamCluster.Observe.{CauseLog, Events, RefusalLog, RoundTrips}

  # Each child may die hundreds of times within seconds. A child that cannot start at all is still given up.
  @restarts [max_restarts: 2_000, max_seconds: 5]

  @doc """
  Starts it below a supervisor without a name: OTP's supervisors end at a cast that they do not know, which any node of the
  cluster can send to one that has a name, and the application's own allows for three ends.
  """
  def start_link(config) do
    named = %{id: __MODULE__, type: :supervisor, start: {__MODULE__, :start_named, [config]}}
    Supervisor.start_link([{Lifetime.Link, config}, named], [strategy: :rest_for_one] ++ @restarts)
  end

  @doc "How often children may die."
  def restarts, do: @restarts

  @doc false
  def start_named(config), do: Supervisor.start_link(__MODULE__, config, name: __MODULE__)

  @impl true
  def init(config) do
    remember(config)
    Events.load()

    # Facts outlive the children, so a restart costs nothing and loses nothing; discovery must never be the
    # reason why an application goes down.
    Supervisor.init(children(config), [strategy: :one_for_one] ++ @restarts)
  end

  defp remember(config) do
    Facts.put_new(:started_at, Clock.now())
    Facts.put(:enabled, config.mode == :production)

    if config.problems != Facts.get(:problems),
      do: Enum.each(config.problems, &Logger.error("BeamCluster: #{&1}"))

    for key <- [:mode, :problems, :query, :discovery, :ready_grace, :partition_grace, :on_change],
        do: Facts.put(key, Map.fetch!(config, key))
  end

  defp children(config) do
    distributed? = config.mode == :production and config.problems == []
    if distributed?, do: RefusalLog.install()

    Enum.concat([
      if(config.mode == :production and config.on_change, do: [{OnChange, config}], else: []),
      if(config.mode == :production, do: [drain(config)], else: []),
      if(distributed?, do: [{Membership, config}, {RoundTrips, config}], else: []),
      if(distributed? and config.discovery, do: [{Discovery, config}], else: []),
      if(distributed?, do: [{CauseLog, config}], else: []),
      if(config.http_port, do: [{Http.Server, config}], else: [])
    ])
  end

  defp drain(config) do
    # A second more than its own budget, so that it is never cut off while it still counts.
    Supervisor.child_spec({Drain, config}, shutdown: config.drain_timeout + 1_000)
  end
end
