defmodule BeamCluster.Discovery do
  @moduledoc false
  # Finds the other pods by DNS and connects to them.
  #
  # It only connects: who is gone is the distribution's word, never DNS's. A failed or an empty look-up keeps
  # the last view. Look-ups and dials run in processes of their own, so that nothing that hangs stops it.
  # What to ask and when is `BeamCluster.Dns.Schedule`, whom to dial and when is `BeamCluster.Discovery.Peers`; this notes what happens,
  # and `BeamCluster.Discovery.Plan` does what follows.
  #
  # Whatever DNS has answered before, a node finds its cluster within 40 s after DNS is right, with the defaults: 25.25 s until
  # it hears DNS (see `BeamCluster.Dns.Schedule`), 6.25 s of pause at most for a peer that failed before (see
  # `BeamCluster.Discovery.Backoff`), and 8 s (`connect_timeout`) where dials to addresses that DNS invented have all the places.

  use GenServer

  alias BeamCluster.{Clock, Facts, Wire}
  alias BeamCluster.Discovery.{HostsTable, NodeName, PeerExchange, Peers, Plan, Report}
  alias BeamCluster.Dns.{Lookup, Schedule}
  alias BeamCluster.Membership.{Debounce, Leaves}

  # What a burst leaves on the heap would lie there for as long as nothing happens.
  @options [name: Wire.name(:discovery), hibernate_after: 5_000]

  @doc "Starts it with a config; one in a VM, for other nodes tell it what they know under its name."
  def start_link(config), do: GenServer.start_link(__MODULE__, config, @options)

  @doc "Asks DNS and dials what is missing now."
  def check(server \\ __MODULE__), do: GenServer.cast(server, :check)

  @doc "Stops looking and dialling for good, once the facts say that this node drains."
  def stop(server \\ __MODULE__), do: GenServer.cast(server, :stop)

  @doc "Something is new of whether that node leaves; until when it is not dialled is in the facts."
  def leaving(server \\ __MODULE__, node), do: GenServer.cast(server, {:leaving, node})

  @impl true
  def init(config) do
    :ok = :net_kernel.monitor_nodes(true, node_type: :visible)
    :ok = HostsTable.install()

    state = %{
      config: config,
      schedule: Schedule.new(config.query, config.family, config.poll_interval, Clock.read()),
      peers: Peers.new(config.pod_ip),
      lookup: nil,
      dials: %{},
      timer: nil,
      newcomers: Debounce.new(),
      reported: nil,
      going?: false,
      stopped?: draining?()
    }

    known = fn node, state ->
      state |> with_peer(node, &Peers.up(&1, &2, Clock.now())) |> leaving_until(node)
    end

    {:ok, Enum.reduce(Node.list(), state, known), {:continue, :go}}
  end

  @impl true
  def handle_continue(:go, state), do: {:noreply, Plan.carry_out(state)}

  @impl true
  def handle_cast(:check, state), do: {:noreply, state |> hurry() |> soon()}

  def handle_cast(:stop, state),
    do: {:noreply, Plan.carry_out(%{state | stopped?: state.stopped? or draining?()})}

  def handle_cast({:leaving, node}, state) when is_atom(node),
    do: {:noreply, leaving_until(state, node)}

  def handle_cast(_unknown, state), do: {:noreply, state}

  @impl true
  def handle_call(_unknown, _from, state), do: {:noreply, state}

  @impl true
  def handle_info(:go, %{going?: true} = state), do: {:noreply, go(state)}
  def handle_info({:timeout, timer, :go}, %{timer: timer} = state), do: {:noreply, go(state)}

  def handle_info({:nodeup, node, _info}, state) when is_atom(node) do
    case address(state, node) do
      {:ok, ip} -> {:noreply, arrived(state, node, ip, Peers.acquaintance(state.peers, ip))}
      :error -> {:noreply, state}
    end
  end

  def handle_info(:burst, state) do
    {arrived, newcomers} = Debounce.take(state.newcomers, Clock.now())
    for {node, ip} <- arrived, do: introduce(state, node, ip)
    {:noreply, soon(%{state | newcomers: newcomers})}
  end

  def handle_info({:nodedown, node, _info}, state) when is_atom(node) do
    {:noreply, state |> with_peer(node, &Peers.down(&1, &2, Clock.now())) |> hurry() |> soon()}
  end

  def handle_info({:DOWN, ref, :process, _pid, reason}, %{lookup: {ref, question}} = state) do
    result = Lookup.result(reason, state.config.family)
    Report.resolved(question, state.schedule.service, result)
    schedule = Schedule.answered(state.schedule, question, result, Clock.read(), :rand.uniform())
    {:noreply, %{state | lookup: nil, schedule: schedule} |> learn(question, result) |> soon()}
  end

  def handle_info({:DOWN, ref, :process, _pid, reason}, %{dials: dials} = state)
      when is_map_key(dials, ref) do
    {{ip, started, overdue}, dials} = Map.pop!(dials, ref)
    Process.cancel_timer(overdue)
    outcome = with {:shutdown, outcome} <- reason, do: outcome
    # Its place is free.
    {:noreply, %{state | dials: dials} |> dialled(ip, outcome, Clock.now() - started) |> soon()}
  end

  def handle_info({:timeout, timer, {:overdue, pid}}, state) do
    own? = Enum.any?(state.dials, fn {_ref, {_ip, _at, overdue}} -> overdue == timer end)
    if own?, do: Process.exit(pid, :kill)
    {:noreply, state}
  end

  def handle_info({:beam_cluster_peers, addresses}, state) do
    addresses = PeerExchange.read(addresses, state.config.family)
    {:noreply, put_peers(state, Peers.told(state.peers, addresses, Clock.now()))}
  end

  # A newer version on another node may say more than this one understands.
  def handle_info(_message, state), do: {:noreply, state}

  defp learn(state, question, {:ok, %{addresses: addresses}}) do
    extent = if question == state.schedule.service, do: :all, else: :some
    %{state | peers: Peers.list(state.peers, addresses, extent, Clock.now())}
  end

  defp learn(state, question, {:error, :nxdomain, _ttl}),
    do: learn(state, question, {:ok, %{addresses: []}})

  defp learn(state, _question, _error), do: state

  # Whom neither DNS nor a peer has told of is out of sight of most, and hears at once who is here.
  defp arrived(state, node, ip, :stranger) do
    introduce(state, node, ip)
    state |> up(node, ip) |> news() |> soon()
  end

  # Once this node is listed, nothing is to be done about a newcomer that would not be as good when the burst is over.
  defp arrived(%{schedule: %{settled?: true}} = state, node, ip, :expected),
    do: state |> greet(node, ip) |> up(node, ip)

  defp arrived(state, node, ip, _expected_or_back),
    do: state |> greet(node, ip) |> up(node, ip) |> news() |> soon()

  # A server's cache may show it others late; those that were chosen by lot do not wait until the burst is over.
  defp greet(state, node, ip) do
    herald? = Peers.herald?(state.peers, ip, Clock.now())
    if herald?, do: introduce(state, node, ip)
    newcomer = if herald?, do: :told, else: {node, ip}
    %{state | newcomers: Debounce.add(state.newcomers, newcomer, Clock.now())}
  end

  defp introduce(%{stopped?: true}, _node, _ip), do: :ok

  defp introduce(state, node, ip),
    do: PeerExchange.tell(node, Peers.connected(state.peers, Clock.now()) -- [ip])

  defp dialled(state, ip, {:nameless, ms}, _duration),
    do: %{state | peers: Peers.nameless(state.peers, ip, ms, Clock.now(), :rand.uniform())}

  # A connection shows as nodeup; only where that was seen before the peer was listed is it noted here. One that is
  # gone again already, with both its messages, was none.
  defp dialled(state, ip, outcome, duration) do
    node = NodeName.known(state.config.basename, ip)
    Report.dialled(node, ip, outcome, duration, Peers.refused?(state.peers, ip))

    if outcome == :connected and node in Node.list(),
      do: %{state | peers: Peers.up(state.peers, ip, Clock.now())},
      else: failed(state, ip, outcome)
  end

  defp failed(state, ip, outcome) do
    cause = if outcome == :refused, do: :refused, else: :unreachable
    %{state | peers: Peers.failed(state.peers, ip, cause, Clock.now(), :rand.uniform())}
  end

  defp up(state, node, ip) do
    if node in Node.list(),
      do: %{state | peers: Peers.up(state.peers, ip, Clock.now())},
      else: state
  end

  defp leaving_until(state, node) do
    until = Leaves.until(Facts.get(:leaves, Leaves.new()), node, Clock.now())
    with_peer(state, node, &Peers.leaving(&1, &2, until))
  end

  defp draining?, do: Facts.get(:draining) != nil
  defp go(state), do: Plan.carry_out(%{state | going?: false})

  defp with_peer(state, node, change) do
    case address(state, node) do
      {:ok, ip} -> put_peers(state, change.(state.peers, ip))
      :error -> state
    end
  end

  defp address(state, node), do: NodeName.address(node, state.config.basename)

  # Of a mesh of 25, most of what comes is known already, and needs no plan.
  defp put_peers(%{peers: same} = state, same), do: state
  defp put_peers(state, peers), do: soon(%{state | peers: peers})

  defp news(state), do: %{state | schedule: Schedule.news(state.schedule, Clock.read())}
  defp hurry(state), do: %{state | schedule: Schedule.hurry(state.schedule, Clock.read())}

  # Behind whatever is waiting already: a mesh of 25 comes as a burst of events, and one plan is enough.
  defp soon(%{going?: true} = state), do: state

  defp soon(state) do
    send(self(), :go)
    %{state | going?: true}
  end
end
