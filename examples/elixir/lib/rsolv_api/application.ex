defmodule RsolvApi.Application do
  @moduledoc "The supervision tree. An application adds its own children after `BeamCluster`."

  use Application

  @impl true
  def start(_type, _args) do
    children = [BeamCluster]
    Supervisor.start_link(children, strategy: :one_for_one, name: RsolvApi.Supervisor)
  end
end
