defmodule BenchNode.Application do
  @moduledoc "One pod of the bench: a recorder, and from a given moment on the discovery under test."

  use Application

  @impl true
  def start(_type, _args) do
    children = [
      {DynamicSupervisor, name: BenchNode.Contenders},
      BenchNode.Recorder,
      {Task, &BenchNode.Orders.obey/0}
    ]

    Supervisor.start_link(children, strategy: :one_for_all, name: BenchNode.Supervisor)
  end
end
