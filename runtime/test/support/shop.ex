defmodule BeamCluster.Test.Shop do
  @moduledoc "An application that has the runtime in its supervision tree."

  use Application

  @doc "Starts it; the options are those of the runtime, and `:children` that come behind it."
  def run(options) do
    :ok =
      :application.load(
        {:application, :shop, mod: {__MODULE__, options}, applications: [:kernel, :stdlib, :logger]}
      )

    Application.ensure_all_started(:shop)
  end

  @impl true
  def start(_type, options) do
    {children, options} = Keyword.pop(options, :children, [])
    children = [{BeamCluster, options} | children]
    Supervisor.start_link(children, strategy: :one_for_one, name: __MODULE__)
  end

  @doc "Has its supervisor stop the runtime and start it again, as it does where a neighbour died."
  def restart do
    :ok = Supervisor.terminate_child(__MODULE__, BeamCluster)
    {:ok, _pid} = Supervisor.restart_child(__MODULE__, BeamCluster)
    :ok
  end

  @doc "Has it crash: its supervisor gives up."
  def crash do
    ref = Process.monitor(__MODULE__)
    Process.exit(Process.whereis(__MODULE__), :kill)
    receive(do: ({:DOWN, ^ref, :process, _pid, _reason} -> :ok))
  end
end
