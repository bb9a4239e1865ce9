defmodule BeamCluster do
  @moduledoc """
  Makes the pods of an application one BEAM cluster: discovery, monitoring, health and drain.

      children = [BeamCluster, {Phoenix.PubSub, name: MyApp.PubSub}, MyAppWeb.Endpoint]

  In a pod of the beam-cluster manifest nothing needs to be set: every setting comes from its environment. Elsewhere the node stays
  single. The modes:

    * `:production` – clustering; chosen where `CLUSTER_SERVICE_NAME` and `POD_IP` are set
    * `:development` – a single node; chosen elsewhere
    * `:test` – off: starts nothing, cannot fail; chosen by `config :beam_cluster, mode: :test`

  `CLUSTER_MODE` or `:mode` overrides the choice.

  ## Options

  As options of the child, or as `config :beam_cluster, …` in `config/runtime.exs`. Times are milliseconds.

    * `:http_port` – serves `/health`, `/ready` and `/metrics` on this port; default
      `CLUSTER_HTTP_PORT`, which the property `probes.port` sets, else no server
    * `:http_ip` – the address to serve on; default all of the pod's addresses
    * `:on_drain` – `[{module, function, arguments}]` to call when the node leaves; default `[]`
    * `:on_change` – `{module, function, arguments}`, called with an event (see `subscribe/0`) before the
      arguments, one after the other in a process of its own; default nil
    * `:drain_timeout` – what the application may take from SIGTERM to its end; default
      `CLUSTER_DRAIN_SECONDS`, else 20 s
    * `:handle_sigterm` – drain before the shutdown that SIGTERM begins; default true
    * `:ready_grace` – `/ready` waits no longer for peers; default 10 s, as long as CoreDNS may need to
      publish a pod behind two of its caches of 5 s
    * `:partition_grace` – a peer missing for longer makes `partitioned` true; default 15 s, longer than a
      rolling update leaves a dead address in DNS
    * `:discovery` – false leaves finding peers to libcluster; default true
    * `:poll_interval` – between questions to DNS when all is settled; default 15 s: newcomers connect to
      us, so this only finds what they could not
    * `:resolve_timeout` – for one look-up; default 3 s, so that one lost datagram and a change to TCP fit
    * `:connect_timeout` – for one dial; default 8 s, one more than the VM's own `net_setuptime`
    * `:service`, `:namespace`, `:domain`, `:pod_name`, `:pod_ip`, `:basename` – instead of the environment
    * `:nameservers` – `[{ip, port}]` instead of those of `/etc/resolv.conf`
    * `:resolver` – a function of a question and options instead of `BeamCluster.Dns.Resolver.resolve/2`
    * `:connect` – `{module, function, arguments}`, called with the node as last argument; default
      `{:net_kernel, :connect_node, []}`

  A wrong or unknown option raises `ArgumentError` that names all of them. A deployment that cannot cluster
  (short names, a name that is not the pod's address, no cookie …) starts, logs what the manifest lacks and
  shows it in `/health`.
  """

  alias BeamCluster.{Config, Discovery, Drain, Health}
  alias BeamCluster.Libcluster.Topologies
  alias BeamCluster.Membership.Subscribers
  alias BeamCluster.Observe.Readiness

  @doc "The child specification for an application's supervision tree."
  @spec child_spec(keyword) :: Supervisor.child_spec()
  def child_spec(options) do
    %{id: __MODULE__, start: {__MODULE__, :start_link, [options]}, type: :supervisor}
  end

  @doc "Starts the runtime. Returns `:ignore` in test mode, even with options that are wrong in the other modes."
  @spec start_link(keyword) :: Supervisor.on_start()
  def start_link(options \\ []) do
    if Config.off?(options),
      do: :ignore,
      else: options |> Config.load!() |> BeamCluster.Supervisor.start_link()
  end

  @doc """
  The state of clustering as this node sees it; a map that JSON encoders take as it is.

      iex> health = BeamCluster.health()
      iex> {health.enabled, health.current_node, health.connected_nodes, health.node_count}
      {false, :nonode@nohost, [], 1}

  See `BeamCluster.Health` for the other keys.
  """
  @spec health :: map
  defdelegate health, to: Health, as: :report

  @doc """
  Whether this pod should get traffic: it has joined, is the only pod, or has waited for `:ready_grace`. Once true it stays true until a
  drain begins.

      iex> BeamCluster.ready?()
      true
  """
  @spec ready? :: boolean
  def ready?, do: Readiness.state() == :ready

  @doc "Looks for peers now, instead of at the next poll."
  @spec check :: :ok
  def check, do: Discovery.check()

  @doc """
  Sends the calling process a message `{BeamCluster, event}` at each change, for as long as it lives:
  `{:joined, node}`, `{:left, node, :left | :lost}` or `:draining` (this node leaves).
  """
  @spec subscribe :: :ok
  def subscribe, do: Subscribers.add(self())

  @doc "Ends the subscription of the calling process."
  @spec unsubscribe :: :ok
  def unsubscribe, do: Subscribers.remove(self())

  @doc """
  Makes this node leave in order: it is no longer ready, discovery stops, the peers hear of the leave, and `:on_drain` runs. The VM goes on.
  For a preStop hook: `bin/app rpc "BeamCluster.drain()"`.
  """
  @spec drain :: :ok
  defdelegate drain, to: Drain, as: :run

  @doc """
  Topologies for libcluster's own `Cluster.Strategy.Kubernetes.DNS`, from the same settings:
  `{Cluster.Supervisor, [BeamCluster.topologies(), [name: MyApp.ClusterSupervisor]]}`. Empty outside
  production.

      iex> BeamCluster.topologies()
      []
  """
  @spec topologies(keyword) :: keyword
  def topologies(options \\ []),
    do: if(Config.off?(options), do: [], else: options |> Config.load!() |> Topologies.of())
end
