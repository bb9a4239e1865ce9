defmodule BeamCluster.Http.ProbeRoutes do
  @moduledoc false
  # The probe routes: `{status, content type, body}` of a path, for the server, the plug and the command line.
  #
  # `/health` is 200 as long as the VM works: peers never make a pod fail its liveness probe. `/ready` is 200 or 503. `/metrics` is
  # Prometheus text.

  alias BeamCluster.Health
  alias BeamCluster.Http.Json
  alias BeamCluster.Observe.{Metrics, Readiness}

  @json "application/json; charset=utf-8"
  @prometheus "text/plain; version=0.0.4; charset=utf-8"

  @doc "Answers a GET of `path`, or `:error` for a path that is not ours."
  def answer("/health"),
    do: {200, @json, Json.encode([{"status", "ok"}, {"clustering", Health.pairs()}])}

  def answer("/ready") do
    state = Readiness.state()
    {if(state == :ready, do: 200, else: 503), @json, Json.encode([{"status", state}])}
  end

  def answer("/metrics"), do: {200, @prometheus, Metrics.text()}
  def answer(_path), do: :error
end
