defmodule BenchNode.Application do
  @moduledoc "One pod of the bench: a recorder, and from a given moment on the discovery under test."

  use Application

  alias BenchNode.Pod

  @impl true
  def start(_type, _args) do
    contenders = {DynamicSupervisor, name: BenchNode.Contenders}
    children = [contenders | if(Pod.here?(), do: Pod.children(), else: steered())]
    Supervisor.start_link(children, strategy: :one_for_all, name: BenchNode.Supervisor)
  end

  defp steered, do: [BenchNode.Recorder, {Task, &BenchNode.Orders.obey/0}]
end
