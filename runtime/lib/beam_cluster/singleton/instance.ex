defmodule BeamCluster.Singleton.Instance do
  @moduledoc false
  # A singleton on this node: the supervisor of its processes, and the functions that read what it knows.

  use Supervisor

  alias BeamCluster.{Clock, Facts}
  alias BeamCluster.Shared.Server
  alias BeamCluster.Singleton.{Core, Runner, Settings, View}

  @doc "The child specification of a singleton with these options."
  def child_spec(options) do
    name = Keyword.get(options, :name)

    %{
      id: {BeamCluster.Singleton, name},
      start: {__MODULE__, :start_link, [options]},
      type: :supervisor
    }
  end

  @doc "Starts it. It has no name, as `BeamCluster.RateLimit.Limiter` explains."
  def start_link(options), do: Supervisor.start_link(__MODULE__, Settings.read!(options))

  @impl true
  def init(settings) do
    table = View.table(settings.name)
    View.create(table, settings)
    Facts.put({:shared, settings.name}, {__MODULE__, nil})

    server =
      {Server,
       name: table,
       tag: :beam_cluster_singleton,
       core: Core,
       incarnation: Server.incarnation(),
       warm_timeout: 0,
       options: Settings.of_core(settings)}

    runner = Supervisor.child_spec({Runner, table}, shutdown: settings.shutdown + 2_000)

    # The child ends with either. The new runner waits for the end of the old child, and the core forgets that it owned.
    Supervisor.init([runner, server], strategy: :one_for_all, max_restarts: 2_000, max_seconds: 5)
  end

  @doc "Whether it runs."
  def running?(name), do: View.running?(View.table(name))

  @doc "Stops the child here, so that another node starts it; the drain gives it its time."
  def drain(name), do: GenServer.call(View.table(name), {:request, :leave}, :infinity)

  @doc "What the owner wants its successor to know: all peers hear it before this returns."
  def note(name, note), do: GenServer.call(View.table(name), {:request, {:note, note}})

  @doc "What `/health` says of it, in the order of reading."
  def report(name, _mode) do
    table = View.table(name)
    found = View.get(table, :report) || %{}
    settings = View.get(table, :settings) || %{on_minority: nil}

    [kind: :singleton, owner: found[:owner], here: found[:owner] == node()] ++
      [owned_seconds: seconds(found[:since]), without_owner_seconds: ago(found[:none_since])] ++
      [status: found[:stage], peers: found[:peers] || 0, on_minority: settings.on_minority] ++
      [starts: found[:starts] || 0, failures: found[:failures] || 0]
  end

  @doc "Its figures for `/metrics`: name, help, type, value."
  def figures(report) do
    [
      {"singleton_here", "1 when this node owns it.", "gauge", report[:here]},
      {"singleton_owned", "1 when a node owns it, as far as this one knows.", "gauge",
       report[:owner] != nil},
      {"singleton_without_owner_seconds", "For how long no node has owned it.", "gauge",
       report[:without_owner_seconds] || 0},
      {"singleton_starts_total", "Times that it started on this node.", "counter", report[:starts]},
      {"singleton_failures", "Failures in a row that made this node give it up.", "gauge",
       report[:failures]}
    ]
  end

  # By the clock of the owner.
  defp seconds(nil), do: nil
  defp seconds(since), do: max(div(System.system_time(:millisecond) - since, 1_000), 0)

  defp ago(nil), do: nil
  defp ago(at), do: div(Clock.now() - at, 1_000)
end
