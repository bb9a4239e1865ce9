defmodule BeamCluster.Observe.Events do
  @moduledoc false
  # Emits telemetry events, where the application has `:telemetry`.
  #
  # What has a duration is a span, in the form of `:telemetry.span/3`. That function does not make it, because a look-up or a dial may be
  # killed: the process that waits for it ends the span.

  @compile {:no_warn_undefined, :telemetry}

  @type span :: {name :: [atom], metadata :: map, started :: integer}

  @doc "Loads `:telemetry` if it is there, so that the first event is not lost."
  @spec load :: boolean
  def load, do: Code.ensure_loaded?(:telemetry)

  @doc "Emits `[:beam_cluster | name]`; nothing where there is no `:telemetry`."
  @spec emit([atom], measurements :: map, metadata :: map) :: :ok
  def emit(name, measurements, metadata \\ %{}) do
    if :erlang.function_exported(:telemetry, :execute, 3),
      do: :telemetry.execute([:beam_cluster | name], measurements, metadata)

    :ok
  end

  @doc "Makes a span of a function that gives the metadata of its stop. An exception ends the span, and goes on."
  @spec span([atom], metadata :: map, (() -> map)) :: :ok
  def span(name, metadata, fun) do
    span = start(name, metadata)

    try do
      fun.()
    catch
      kind, reason ->
        exception(span, kind, reason, __STACKTRACE__)
        :erlang.raise(kind, reason, __STACKTRACE__)
    else
      more -> stop(span, %{}, more)
    end
  end

  @doc "Begins a span, and gives what ends it."
  @spec start([atom], metadata :: map) :: span
  def start(name, metadata) do
    started = System.monotonic_time()
    metadata = Map.put(metadata, :telemetry_span_context, make_ref())
    measurements = %{monotonic_time: started, system_time: System.system_time()}
    emit(name ++ [:start], measurements, metadata)
    {name, metadata, started}
  end

  @doc "Ends a span. The metadata are added to those of its start."
  @spec stop(span, measurements :: map, metadata :: map) :: :ok
  def stop({name, known, started}, measurements, metadata),
    do: emit(name ++ [:stop], Map.merge(measurements, times(started)), Map.merge(known, metadata))

  @doc "Ends a span that an exception ended."
  @spec exception(span, kind :: :error | :exit | :throw, reason :: term, stacktrace :: list) ::
          :ok
  def exception({name, known, started}, kind, reason, stacktrace) do
    metadata = Map.merge(known, %{kind: kind, reason: reason, stacktrace: stacktrace})
    emit(name ++ [:exception], times(started), metadata)
  end

  @doc "Ends a span whose process crashed: `reason` is the one that its monitor gives."
  @spec crash(span, reason :: term) :: :ok
  def crash(span, {reason, [{_module, _function, _arity, _location} | _] = stacktrace}),
    do: exception(span, :error, reason, stacktrace)

  def crash(span, reason), do: exception(span, :exit, reason, [])

  @doc "Milliseconds in the unit of the measurement `duration`."
  @spec native(milliseconds :: integer) :: integer
  def native(milliseconds), do: System.convert_time_unit(milliseconds, :millisecond, :native)

  defp times(started) do
    now = System.monotonic_time()
    %{duration: now - started, monotonic_time: now}
  end
end
