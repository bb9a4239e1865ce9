defmodule BeamCluster.Discovery do
  @moduledoc false
  # Finds the other pods by DNS and connects to them.
  #
  # It only connects. The distribution says that a node is gone, never DNS, and a failed or empty look-up keeps the last view.
  # `BeamCluster.Membership` says which nodes come and go, `BeamCluster.Discovery.Plan` decides what to do, and this process
  # carries it out. Look-ups and dials run in processes of their own, so that nothing that hangs stops it.
  #
  # Whatever DNS has answered before, a node finds its cluster within 40 s after DNS is right, with the defaults: 25.25 s until
  # it hears DNS (see `BeamCluster.Dns.Schedule`), 6.25 s of pause at most for a peer that failed before (see
  # `BeamCluster.Discovery.Backoff`), and 8 s (`connect_timeout`) where dials to addresses that DNS invented have all the places.

  use GenServer

  alias BeamCluster.{Clock, Config, Facts, Membership, Wire}
  alias BeamCluster.Discovery.{Dial, HostsTable, NodeName, PeerExchange, Peers, Plan, Report, Spans}
  alias BeamCluster.Dns.Lookup
  alias BeamCluster.Membership.Leaves
  alias BeamCluster.Observe.Events

  @enforce_keys [:config, :plan]
  defstruct [:config, :plan, :lookup, :timer, dials: %{}, going?: false]

  @typedoc """
  `lookup` is the process that asks DNS, `dials` are those that dial, and `going?` says that a message `:go` is on its way, behind
  whatever waits already.
  """
  @type t :: %__MODULE__{
          config: Config.t(),
          plan: Plan.t(),
          lookup: {reference, Events.span()} | nil,
          timer: reference | nil,
          dials: %{reference => {:inet.ip_address(), overdue :: reference, Events.span()}},
          going?: boolean
        }

  # What a burst leaves on the heap would stay there for as long as nothing happens.
  @options [name: Wire.name(:discovery), hibernate_after: 5_000]

  @doc "Starts it with a config. There is one in a VM, because other nodes send to it by its name."
  def start_link(config), do: GenServer.start_link(__MODULE__, config, @options)

  @doc "Asks DNS and dials what is missing now."
  def check, do: GenServer.cast(Wire.name(:discovery), :check)

  @doc "Stops looking and dialling permanently, once the facts say that this node drains."
  def stop, do: GenServer.cast(Wire.name(:discovery), :stop)

  @doc """
  Says what has become of the nodes of the cluster: one has joined or is gone, no node has joined for a moment (`:quiet`), what is known
  of the leave of one has changed, or events may have been missed (`:sync`).

  Any node of the cluster can send such a message, so it carries no state: that is read from the VM and the facts.
  """
  @spec feed({:up | :down | :leaving, node} | :quiet | :sync) :: :ok
  def feed(event), do: GenServer.cast(Wire.name(:discovery), {:feed, event})

  @impl true
  def init(config) do
    :ok = HostsTable.install()
    nodes = Membership.connected()
    connected = for node <- nodes, {:ok, ip} <- [address(config, node)], do: ip
    plan = Plan.new(config, connected, world(config))
    state = %__MODULE__{config: config, plan: %{plan | stopped?: draining?()}}
    {:ok, Enum.reduce(nodes, state, &leaving(&2, &1)), {:continue, :go}}
  end

  @impl true
  def handle_continue(:go, state), do: {:noreply, go(state)}

  @impl true
  def handle_cast({:feed, {event, node}}, state)
      when event in [:up, :down, :leaving] and is_atom(node),
      do: {:noreply, fed(state, event, node)}

  def handle_cast({:feed, :quiet}, state), do: {:noreply, happened(state, &Plan.quiet/2)}

  def handle_cast({:feed, :sync}, state) do
    connected =
      for node <- Membership.connected(), {:ok, ip} <- [address(state.config, node)], do: ip

    {:noreply, happened(state, &Plan.sync(&1, connected, &2))}
  end

  def handle_cast(:check, state), do: {:noreply, happened(state, &Plan.hurry/2)}

  def handle_cast(:stop, state) do
    if draining?(),
      do: {:noreply, carry_out(state, Plan.stop(state.plan))},
      else: {:noreply, soon(state)}
  end

  def handle_cast(_unknown, state), do: {:noreply, state}

  @impl true
  def handle_call(_unknown, _from, state), do: {:noreply, state}

  @impl true
  def handle_info(:go, %{going?: true} = state), do: {:noreply, go(state)}
  def handle_info({:timeout, timer, :go}, %{timer: timer} = state), do: {:noreply, go(state)}

  def handle_info({:DOWN, ref, :process, _pid, reason}, %{lookup: {ref, span}} = state) do
    %{asked: question, schedule: schedule} = state.plan
    result = Lookup.result(reason, state.config.family)
    outcome = Report.resolved(question, schedule.service, result)
    Spans.asked(span, reason, outcome, result)
    {:noreply, happened(%{state | lookup: nil}, &Plan.answered(&1, result, &2))}
  end

  def handle_info({:DOWN, ref, :process, _pid, reason}, %{dials: dials} = state)
      when is_map_key(dials, ref) do
    {{ip, overdue, span}, dials} = Map.pop!(dials, ref)
    Process.cancel_timer(overdue)
    {:noreply, dialled(%{state | dials: dials}, ip, reason, span)}
  end

  def handle_info({:timeout, timer, {:overdue, pid}}, state) do
    own? = Enum.any?(state.dials, fn {_ref, {_ip, overdue, _span}} -> overdue == timer end)
    if own?, do: Process.exit(pid, :kill)
    {:noreply, state}
  end

  def handle_info({:beam_cluster_peers, addresses}, state) do
    addresses = PeerExchange.read(addresses, state.config.family)
    {:noreply, happened(state, &Plan.exchanged(&1, addresses, &2))}
  end

  # A newer version on another node may say more than this one understands.
  def handle_info(_message, state), do: {:noreply, state}

  defp fed(state, :leaving, node), do: leaving(state, node)

  defp fed(state, event, node) do
    connected? = Membership.connected?(node)

    case {event, address(state.config, node)} do
      {:up, {:ok, ip}} -> happened(state, &Plan.up(&1, node, ip, connected?, &2))
      {:up, :error} -> state
      {:down, {:ok, ip}} -> happened(state, &Plan.down(&1, ip, &2))
      {:down, :error} -> happened(state, &Plan.down(&1, nil, &2))
    end
  end

  defp leaving(state, node) do
    case address(state.config, node) do
      {:ok, ip} ->
        until = Leaves.until(Facts.get(:leaves, Leaves.new()), node, Clock.now())
        carry_out(state, Plan.leaving(state.plan, ip, until))

      :error ->
        state
    end
  end

  defp dialled(state, ip, reason, span) do
    outcome = with {:shutdown, outcome} <- reason, do: outcome
    node = NodeName.known(state.config.basename, ip)
    refused_before? = Peers.refused?(state.plan.peers, ip)

    word =
      if match?({:nameless, _ms}, outcome),
        do: :postponed,
        else: Report.dialled(node, outcome, refused_before?)

    Spans.dialled(span, reason, node, word)
    connected? = Membership.connected?(node)
    happened(state, &Plan.dialled(&1, ip, outcome, connected?, &2))
  end

  defp go(state), do: happened(%{state | going?: false}, &Plan.next/2)

  defp happened(state, step), do: carry_out(state, step.(state.plan, world(state.config)))

  defp carry_out(state, {plan, actions}),
    do: Enum.reduce(actions, %{state | plan: plan}, &act/2)

  defp act({:ask, question}, state) do
    span = Spans.asking(question)
    {_pid, ref} = Lookup.start(question, state.config)
    %{state | lookup: {ref, span}}
  end

  defp act({:dial, ip, way}, state) do
    span = Spans.dialling(NodeName.known(state.config.basename, ip), ip)
    {ref, overdue} = Dial.start(ip, way, state.config)
    %{state | dials: Map.put(state.dials, ref, {ip, overdue, span})}
  end

  defp act({:exchange, node, addresses}, state) do
    PeerExchange.send(node, addresses)
    state
  end

  defp act({:show, view}, state) do
    Report.view(state.config, view)
    state
  end

  defp act({:wake_at, :now}, state), do: soon(state)

  defp act({:wake_at, at}, state) do
    if state.timer, do: Process.cancel_timer(state.timer)
    %{state | timer: if(at != :never, do: start_timer(at))}
  end

  # Behind whatever waits already: a mesh of 25 comes as a burst of events, and one plan is enough.
  defp soon(%{going?: true} = state), do: state

  defp soon(state) do
    send(self(), :go)
    %{state | going?: true}
  end

  defp start_timer(at), do: :erlang.start_timer(max(at - Clock.now(), 1), self(), :go)

  defp address(config, node), do: NodeName.address(node, config.basename)

  defp world(%{basename: basename}) do
    supply = &NodeName.supply(basename, &1)
    %{clock: Clock.read(), random: &:rand.uniform/0, supply: supply}
  end

  defp draining?, do: Facts.get(:draining) != nil
end
