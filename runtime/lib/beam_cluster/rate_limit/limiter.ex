defmodule BeamCluster.RateLimit.Limiter do
  @moduledoc false
  # A limiter: the supervisor that owns its tables, below which its processes may die, and the functions that use the tables.

  use Supervisor

  alias BeamCluster.Facts
  alias BeamCluster.RateLimit.{Core, Key, Options, Store, Sweeper}
  alias BeamCluster.Shared.Server

  @doc "The child specification of the limiter of that name; `options` override those of its module."
  def child_spec(name, of_module, options) do
    options = Keyword.merge(of_module, options)
    %{id: name, start: {__MODULE__, :start_link, [name, options]}, type: :supervisor}
  end

  @doc "Starts it. It has no name: any node can send to a name, and OTP's supervisors end at a cast that they do not know."
  def start_link(name, options),
    do: Supervisor.start_link(__MODULE__, {name, Options.read!(name, options)})

  @impl true
  def init({name, options}) do
    incarnation = Server.incarnation()
    store = Store.new({node(), incarnation}, options)
    :persistent_term.put({__MODULE__, name}, store)
    Facts.put({:shared, name}, {__MODULE__, options.mode})

    server =
      {Server,
       name: name,
       tag: :beam_cluster_rate_limit,
       core: Core,
       incarnation: incarnation,
       warm_timeout: options.warm_timeout,
       options: %{store: store, flush: options.flush}}

    children = if options.mode == :shared, do: [server, {Sweeper, store}], else: [{Sweeper, store}]
    Supervisor.init(children, strategy: :one_for_one, max_restarts: 2_000, max_seconds: 5)
  end

  @doc "See `BeamCluster.RateLimit.hit/4`."
  def hit(name, key, scale, limit, more)
      when is_integer(scale) and scale > 0 and is_integer(limit) and limit >= 0 and
             is_integer(more) and more > 0 do
    store = store(name)

    case Store.hit(store, Key.of(key), scale, limit, more, System.system_time(:millisecond)) do
      {result, :quiet} ->
        result

      {result, urgent} ->
        with pid when is_pid(pid) <- Process.whereis(name), do: send(pid, {:local, urgent})
        result
    end
  end

  @doc "See `BeamCluster.RateLimit.get/2`."
  def get(name, key, scale) when is_integer(scale) and scale > 0,
    do: Store.get(store(name), Key.of(key), scale, System.system_time(:millisecond))

  @doc "Whether it runs."
  def running?(name) do
    store = :persistent_term.get({__MODULE__, name}, nil)
    store != nil and :ets.info(store.rows, :size) != :undefined
  end

  @doc "What `/health` says of it, in the order of reading."
  def report(name, mode) do
    store = store(name)
    %{rows: keys, untold: untold} = Store.sizes(store)
    tally = Store.tally(store)

    [kind: :rate_limit, mode: mode, nodes: Store.nodes(store), keys: keys, untold: untold] ++
      [allowed: tally.allowed, denied: tally.denied, uncounted: tally.uncounted]
  end

  @doc "Its figures for `/metrics`: name, help, type, value."
  def figures(report) do
    [
      {"rate_limit_nodes", "Nodes that share the counts, this one included.", "gauge",
       report[:nodes]},
      {"rate_limit_keys", "Windows of keys that are kept.", "gauge", report[:keys]},
      {"rate_limit_untold", "Windows whose count the peers do not know yet.", "gauge",
       report[:untold]},
      {"rate_limit_allowed_total", "Hits that were allowed here.", "counter", report[:allowed]},
      {"rate_limit_denied_total", "Hits that were denied here.", "counter", report[:denied]},
      {"rate_limit_uncounted_total", "Hits that had no room.", "counter", report[:uncounted]}
    ]
  end

  defp store(name) do
    :persistent_term.get({__MODULE__, name}, nil) ||
      raise ArgumentError,
            "#{inspect(name)} is not started. Put it into the supervision tree behind BeamCluster."
  end
end
