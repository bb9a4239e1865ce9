defmodule BeamCluster.Singleton.Every.Worker do
  @moduledoc false
  # The child of a schedule: runs the function itself, so that runs never overlap.

  use GenServer
  require Logger

  alias BeamCluster.Observe.Events
  alias BeamCluster.Singleton.Every.Schedule
  alias BeamCluster.Singleton.{Instance, View}

  def start_link(settings), do: GenServer.start_link(__MODULE__, settings)

  @impl true
  def init(settings) do
    # A run ends before the process does.
    Process.flag(:trap_exit, true)
    {:ok, settings, {:continue, :next}}
  end

  @impl true
  def handle_continue(:next, settings) do
    case Schedule.next(settings.every, settings.missed, last(settings), wall()) do
      {:run, interval} -> run(settings, interval)
      {:wait, ms} -> Process.send_after(self(), :begins, ms)
    end

    {:noreply, settings}
  end

  @impl true
  def handle_info(:begins, settings) do
    case Schedule.begins(settings.every, last(settings), wall()) do
      nil ->
        {:noreply, settings, {:continue, :next}}

      interval ->
        run(settings, interval)
        {:noreply, settings}
    end
  end

  def handle_info(:ran, settings), do: {:noreply, settings, {:continue, :next}}
  def handle_info(_unknown, settings), do: {:noreply, settings}

  @impl true
  def handle_call(_unknown, _from, settings), do: {:noreply, settings}

  @impl true
  def handle_cast(_unknown, settings), do: {:noreply, settings}

  # All nodes hear of it first, so none runs it again.
  defp run(%{run: {module, function, args}} = settings, interval) do
    :ok = Instance.note(settings.name, interval)

    Events.span([:every], %{name: settings.name}, fn ->
      apply(module, function, args)
      %{}
    end)
  catch
    kind, reason ->
      Logger.error(
        "#{inspect(settings.name)}: a run failed: " <>
          Exception.format(kind, reason, __STACKTRACE__)
      )
  after
    # Behind an order to stop that came meanwhile.
    send(self(), :ran)
  end

  defp last(settings) do
    with %{note: note} <- View.get(View.table(settings.name), :report), do: note
  end

  defp wall, do: System.system_time(:millisecond)
end
