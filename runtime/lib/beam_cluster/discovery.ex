defmodule BeamCluster.Discovery do
  @moduledoc """
  Finds the other nodes by DNS and connects to them. It never disconnects: who is gone is the
  distribution's word. A failed or empty look-up keeps the last view.
  """

  use GenServer

  alias BeamCluster.{Address, Facts, Resolver}

  def start_link(config), do: GenServer.start_link(__MODULE__, config, name: __MODULE__)

  @doc "Looks again now."
  def check, do: GenServer.cast(__MODULE__, :check)

  @impl true
  def init(config) do
    :net_kernel.monitor_nodes(true, node_type: :visible)
    {:ok, %{config: config, view: [], dialing: %{}, timer: nil}, {:continue, :look}}
  end

  @impl true
  def handle_continue(:look, state), do: {:noreply, look(state)}

  @impl true
  def handle_cast(:check, state), do: {:noreply, look(state)}

  @impl true
  def handle_info(:look, state), do: {:noreply, look(state)}
  def handle_info({:nodeup, _node, _info}, state), do: {:noreply, state}
  def handle_info({:nodedown, _node, _info}, state), do: {:noreply, look(state)}

  def handle_info({:DOWN, ref, :process, _pid, _reason}, state),
    do: {:noreply, %{state | dialing: Map.delete(state.dialing, ref)}}

  defp look(%{config: config} = state) do
    if state.timer, do: Process.cancel_timer(state.timer)
    state = config |> resolve() |> learn(state) |> dial()
    %{state | timer: Process.send_after(self(), :look, interval(state))}
  end

  defp resolve(config) do
    type = if config.family == :inet6, do: :aaaa, else: :a

    Resolver.resolve({type, config.query},
      family: config.family,
      timeout: config.resolve_timeout,
      nameservers: config.nameservers
    )
  end

  defp learn({:ok, %{addresses: [_ | _] = addresses}}, state) do
    Facts.put(:discovered, Enum.map(addresses, &"#{state.config.basename}@#{Address.format(&1)}"))
    Facts.delete(:dns_error)
    %{state | view: addresses}
  end

  defp learn({:ok, _empty}, state), do: state

  defp learn({:error, reason, _ttl}, state) do
    Facts.put(:dns_error, reason)
    state
  end

  defp dial(state) do
    dialing = Map.values(state.dialing)
    known = [node() | Node.list()]

    nodes =
      for ip <- state.view,
          node = :"#{state.config.basename}@#{Address.format(ip)}",
          node not in known and node not in dialing,
          do: node

    started = for node <- nodes, into: %{}, do: {connect(node), node}
    %{state | dialing: Map.merge(state.dialing, started)}
  end

  defp connect(node) do
    {_pid, ref} = spawn_monitor(fn -> :net_kernel.connect_node(node) end)
    ref
  end

  defp interval(state), do: if(length(state.view) > length(Node.list()) + 1, do: 150, else: 5_000)
end
