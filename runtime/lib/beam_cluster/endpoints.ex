defmodule BeamCluster.Endpoints do
  @moduledoc "The answer to each path: `{status, content type, body}`."

  alias BeamCluster.{Health, Json}

  @json "application/json"

  @doc "Answers a GET of `path`."
  def answer("/health"),
    do: {200, @json, Json.encode([{"status", "ok"}, {"clustering", Health.report()}])}

  def answer("/ready"), do: {200, @json, Json.encode(%{"status" => "ready"})}

  def answer(_path), do: {404, @json, Json.encode(%{"status" => "not found"})}
end
