defmodule BeamCluster.Placement.Instance do
  @moduledoc false
  # A placement: the supervisor that owns its table, and the functions that read it.

  use Supervisor
  require Logger

  alias BeamCluster.{Clock, Facts}
  alias BeamCluster.Placement.{Core, Members, View}
  alias BeamCluster.Shared.Server

  @doc "The child specification of the placement of that name; `options` override those of its module."
  def child_spec(name, of_module, options) do
    options = Keyword.merge(of_module, options)
    %{id: name, start: {__MODULE__, :start_link, [name, options]}, type: :supervisor}
  end

  @doc "Starts it. It has no name, as `BeamCluster.RateLimit.Limiter` explains."
  def start_link(name, options),
    do: Supervisor.start_link(__MODULE__, {name, handoff!(name, options)})

  defp handoff!(name, options) do
    handoff = Keyword.get(options, :handoff)

    case Keyword.keys(options) -- [:handoff] do
      [] when is_atom(handoff) ->
        handoff

      [] ->
        raise ArgumentError, "#{inspect(name)}: :handoff must be a module, got: #{inspect(handoff)}"

      unknown ->
        raise ArgumentError,
              "#{inspect(name)}: unknown options #{inspect(unknown)}, known is :handoff"
    end
  end

  @impl true
  def init({name, handoff}) do
    View.create(name, handoff)
    Facts.put({:shared, name}, {__MODULE__, nil})

    server =
      {Server,
       name: name,
       tag: :beam_cluster_placement,
       core: Core,
       incarnation: Server.incarnation(),
       warm_timeout: 0,
       options: %{handoff?: handoff != nil}}

    Supervisor.init([server], strategy: :one_for_one, max_restarts: 2_000, max_seconds: 5)
  end

  @doc "See `BeamCluster.Placement.node_for/1`."
  def node_for(name, key), do: key |> Members.hash() |> Members.best(View.nodes(name))

  @doc "See `BeamCluster.Placement.nodes_for/2`."
  def nodes_for(name, key, count),
    do: key |> Members.hash() |> Members.best_of(View.nodes(name), count)

  @doc "See `BeamCluster.Placement.fingerprint/0`."
  def fingerprint(name), do: Members.fingerprint(View.nodes(name))

  @doc "Whether it runs."
  def running?(name), do: View.running?(name)

  @doc "Hands over all that this node holds; the drain gives it its time."
  def drain(name), do: GenServer.call(name, {:request, :leave}, :infinity)

  @doc "What `/health` says of it, in the order of reading."
  def report(name, _mode) do
    found = View.report(name)

    [kind: :placement, fingerprint: fingerprint(name), members: Enum.sort(View.nodes(name))] ++
      [status: found[:status], differs_seconds: seconds(found[:differs_since])] ++
      [to_move: found[:to_move] || 0, moved: found[:moved] || 0]
  end

  @doc "Its figures for `/metrics`: name, help, type, value."
  def figures(report) do
    [
      {"placement_members", "Nodes that have keys.", "gauge", length(report[:members])},
      {"placement_differs_seconds", "For how long a peer has had another view.", "gauge",
       report[:differs_seconds] || 0},
      {"placement_to_move", "Keys that another node is to have.", "gauge", report[:to_move]},
      {"placement_moved_total", "Keys that were handed over.", "counter", report[:moved]}
    ]
  end

  defp seconds(nil), do: nil
  defp seconds(since), do: div(Clock.now() - since, 1_000)
end
