defmodule BeamCluster.Observe.CauseLog do
  @moduledoc false
  # Logs what keeps this node from its peers. It reads the facts every two seconds; `BeamCluster.Observe.Causes` finds the causes in them,
  # and `BeamCluster.Observe.Notices` decides which lines are due.

  use GenServer
  require Logger

  alias BeamCluster.{Clock, Facts, Membership}
  alias BeamCluster.Observe.{Causes, Notices}

  @every_ms 2_000

  def start_link(config), do: GenServer.start_link(__MODULE__, config, name: __MODULE__)

  @doc "Looks once, at `now`, and logs what is due."
  @spec look(now :: integer) :: :ok
  def look(now \\ Clock.now()) do
    {notices, lines} = Notices.step(Facts.get(:notices, Notices.new()), causes(now), now)
    # The fact comes first, so that a process that ends here says nothing twice.
    Facts.put(:notices, notices)
    for {level, line} <- lines, do: Logger.log(level, line)
    :ok
  end

  @doc "The error of DNS and since when, or nil where the last question had an answer."
  @spec dns_error() :: {reason :: atom, since :: integer} | nil
  def dns_error do
    {error, at} = Facts.get(:dns_error, {nil, nil})
    since = Facts.get(:dns_failing_since)
    # An error that an answer came after is history.
    if error != nil and since != nil and at >= Facts.get(:dns_ok_at, at), do: {error, since}
  end

  @impl true
  def init(_config), do: {:ok, schedule()}

  @impl true
  def handle_info({:timeout, timer, :look}, timer) do
    unless Facts.get(:draining), do: look()
    {:noreply, schedule()}
  end

  def handle_info(_message, state), do: {:noreply, state}

  @impl true
  def handle_call(_unknown, _from, state), do: {:noreply, state}

  @impl true
  def handle_cast(_unknown, state), do: {:noreply, state}

  defp schedule, do: :erlang.start_timer(@every_ms, self(), :look)

  defp causes(now) do
    facts = %{
      query: Facts.get(:query),
      dns: dns_error(),
      unlisted_since: Facts.get(:unlisted_since),
      view: Facts.get(:view),
      connected: Membership.connected(),
      partition_grace: Facts.get(:partition_grace, 0)
    }

    Causes.present(facts, now)
  end
end
