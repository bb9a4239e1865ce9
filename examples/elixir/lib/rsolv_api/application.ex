defmodule RsolvApi.Application do
  @moduledoc "The supervision tree: clustering, and whatever the application does besides."

  use Application

  @impl true
  def start(_type, _args) do
    children = [BeamCluster]
    Supervisor.start_link(children, strategy: :one_for_one, name: RsolvApi.Supervisor)
  end
end
