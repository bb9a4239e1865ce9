defmodule BeamCluster.Singleton.Settings do
  @moduledoc false
  # The options of a singleton: read, checked all at once, and completed.

  alias BeamCluster.Facts

  @known [:name, :child, :on_minority, :takeover_after]
  # That of a VM without distribution, which has no peer.
  @tick_s 60
  # What a supervisor gives to a worker.
  @shutdown_ms 5_000
  # A child that may stop for as long as it likes would never be started elsewhere.
  @longest_ms 60_000
  # Peers dial a node that is back within a second.
  @meet_ms 1_000

  @type t :: %{
          name: atom,
          child: map,
          shutdown: pos_integer,
          on_minority: :stop | :run,
          takeover_after: non_neg_integer
        }

  @doc "The settings of these options, or an `ArgumentError` with all that is wrong."
  @spec read!(keyword) :: t
  def read!(options) do
    case problems(options) do
      [] -> read(options)
      problems -> raise ArgumentError, "BeamCluster.Singleton: " <> Enum.join(problems, "; ")
    end
  end

  @doc "What the core needs of them. A side of a cut notices it after 0.75 to 1.25 tick times."
  @spec of_core(t) :: map
  def of_core(settings) do
    noticed = div(tick_ms() * 5, 4)

    %{
      on_minority: settings.on_minority,
      takeover_ms: settings.takeover_after,
      boot_ms: noticed + settings.shutdown,
      silent_ms: noticed,
      meet_ms: if(Facts.get(:enabled, false), do: @meet_ms, else: 0)
    }
  end

  defp read(options) do
    child = child(options[:child])

    %{
      name: options[:name],
      child: child,
      shutdown: child.shutdown_ms,
      on_minority: Keyword.get(options, :on_minority, :stop),
      takeover_after: Keyword.get(options, :takeover_after, div(tick_ms(), 2) + child.shutdown_ms)
    }
  end

  defp child(child) do
    spec = Supervisor.child_spec(child, [])
    shutdown = Map.get(spec, :shutdown, @shutdown_ms)

    ms =
      case shutdown do
        :brutal_kill -> 0
        :infinity -> @longest_ms
        ms -> ms
      end

    spec
    |> Map.put_new(:restart, :permanent)
    |> Map.merge(%{shutdown: shutdown, shutdown_ms: ms})
  end

  defp problems(options) do
    Enum.concat([
      for(key <- Keyword.keys(options) -- @known, do: "unknown option #{inspect(key)}"),
      name(options[:name]),
      of_child(options[:child]),
      one_of(options, :on_minority, [:stop, :run]),
      takeover(options)
    ])
  end

  defp name(name) when is_atom(name) and name not in [nil, true, false], do: []
  defp name(other), do: [":name must be an atom such as MyApp.Poller, got: #{inspect(other)}"]

  defp of_child(nil), do: [":child is missing: a child specification such as MyApp.Poller"]

  defp of_child(child) do
    spec = Supervisor.child_spec(child, [])
    if :start in Map.keys(spec), do: [], else: [":child has no :start, got: #{inspect(spec)}"]
  rescue
    error -> [":child is no child specification: #{Exception.message(error)}"]
  end

  defp one_of(options, key, values) do
    value = Keyword.get(options, key, hd(values))

    if value in values,
      do: [],
      else: ["#{inspect(key)} must be one of #{inspect(values)}, got: #{inspect(value)}"]
  end

  defp takeover(options) do
    case Keyword.get(options, :takeover_after, 0) do
      ms when is_integer(ms) and ms >= 0 -> []
      other -> [":takeover_after must be milliseconds, got: #{inspect(other)}"]
    end
  end

  defp tick_ms do
    case :net_kernel.get_net_ticktime() do
      {:ongoing_change_to, seconds} -> seconds * 1_000
      seconds when is_integer(seconds) -> seconds * 1_000
      _not_distributed -> @tick_s * 1_000
    end
  end
end
