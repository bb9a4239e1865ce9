defmodule BeamCluster.Telemetry do
  @moduledoc """
  Events for handlers that attach to them with `:telemetry`, where the application has it.

  | event | measurements | metadata |
  |---|---|---|
  | `[:beam_cluster, :join]` | `node_count` | `node` |
  | `[:beam_cluster, :leave]` | `node_count` | `node`, `reason` (`:left`, `:lost`), `detail` |
  | `[:beam_cluster, :size]` | `node_count` | |
  | `[:beam_cluster, :resolve]` | `addresses` | `type`, `name`, `result` (`:ok`, `:empty` or the error) |
  | `[:beam_cluster, :connect]` | `duration_ms` | `node` (nil where no name was made of the address), `ip`, `outcome` (`:connected`, `:unreachable`, `:refused`) |
  | `[:beam_cluster, :round_trip]` | `duration_us` | `node` |
  | `[:beam_cluster, :ready]` | `after_ms` | `because` (`:joined`, `:alone`, `:grace`, `:single`) |
  | `[:beam_cluster, :drain, :start]` | | |
  | `[:beam_cluster, :drain, :stop]` | `duration_ms` | `hooks` (what came of each) |

  The same figures are counters and gauges in `/metrics`.
  """

  @compile {:no_warn_undefined, :telemetry}

  @doc false
  # Emits `[:beam_cluster | name]`; nothing where there is no `:telemetry`.
  def emit(name, measurements, metadata \\ %{}) do
    if :erlang.function_exported(:telemetry, :execute, 3),
      do: :telemetry.execute([:beam_cluster | List.wrap(name)], measurements, metadata)

    :ok
  end

  @doc false
  # Loads `:telemetry` if it is there, so that the first event is not lost.
  def load, do: Code.ensure_loaded?(:telemetry)
end
