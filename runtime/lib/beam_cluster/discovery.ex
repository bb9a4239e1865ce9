defmodule BeamCluster.Discovery do
  @moduledoc """
  Finds the other pods by DNS and connects to them.

  It only connects: who is gone is the distribution's word, never DNS's. A failed or an empty look-up keeps
  the last view. Look-ups and dials run in processes of their own, so that nothing that hangs stops it.
  What to ask and when is `BeamCluster.Schedule`, whom to dial and when is `BeamCluster.Peers`.
  """

  use GenServer

  alias BeamCluster.{Dial, Facts, Introduction, NodeName, Peers, RefusalLog, Report, Schedule}
  alias BeamCluster.Dns.Lookup

  # What a burst leaves on the heap would lie there for as long as nothing happens.
  @options [name: __MODULE__, hibernate_after: 5_000]
  # In which the handshakes of a newcomer with all others are done, and nothing should compete with them.
  @burst_ms 50

  @doc "Starts it with a config; one in a VM, for other nodes tell it what they know under its name."
  def start_link(config), do: GenServer.start_link(__MODULE__, config, @options)

  @doc "Asks DNS and dials what is missing now."
  def check(server \\ __MODULE__), do: GenServer.cast(server, :check)

  @doc "Stops looking and dialling for good: this node leaves."
  def stop(server \\ __MODULE__), do: GenServer.cast(server, :stop)

  @doc "Another node says that it leaves; it is not dialled for `duration` milliseconds."
  def leaving(server \\ __MODULE__, node, duration),
    do: GenServer.cast(server, {:leaving, node, duration})

  @impl true
  def init(config) do
    :ok = :net_kernel.monitor_nodes(true, node_type: :visible)

    state = %{
      config: config,
      schedule: Schedule.new(config.query, config.family, config.poll_interval, clock()),
      peers: Peers.new(config.pod_ip),
      lookup: nil,
      dials: %{},
      timer: nil,
      newcomers: [],
      reported: nil,
      going?: false,
      stopped?: Facts.get(:draining) != nil
    }

    {:ok, Enum.reduce(Node.list(), state, &connected(&2, &1)), {:continue, :go}}
  end

  @impl true
  def handle_continue(:go, state), do: {:noreply, go(state)}

  @impl true
  def handle_cast(:check, state), do: {:noreply, state |> hurry() |> soon()}
  def handle_cast(:stop, state), do: {:noreply, go(%{state | stopped?: true})}

  def handle_cast({:leaving, node, duration}, state) do
    {:noreply, with_peer(state, node, &Peers.leaving(&1, &2, now() + duration))}
  end

  @impl true
  def handle_info(:go, state), do: {:noreply, go(%{state | going?: false})}

  def handle_info({:nodeup, node, _info}, state) do
    RefusalLog.not_refused_by(node)
    if state.newcomers == [], do: Process.send_after(self(), :introduce, @burst_ms)
    {:noreply, %{state | newcomers: [node | state.newcomers]} |> up(node) |> news() |> soon()}
  end

  def handle_info(:introduce, state) do
    introduce(state)
    {:noreply, %{state | newcomers: []}}
  end

  def handle_info({:nodedown, node, _info}, state) do
    {:noreply, state |> with_peer(node, &Peers.down(&1, &2, now())) |> hurry() |> soon()}
  end

  def handle_info({:DOWN, ref, :process, _pid, reason}, %{lookup: {ref, question}} = state) do
    result = Lookup.result(reason, state.config.family)
    Report.resolved(question, state.schedule.service, result)
    schedule = Schedule.answered(state.schedule, question, result, clock(), :rand.uniform())
    {:noreply, %{state | lookup: nil, schedule: schedule} |> learn(question, result) |> soon()}
  end

  def handle_info({:DOWN, ref, :process, _pid, reason}, state) do
    {{ip, node, started}, dials} = Map.pop!(state.dials, ref)
    outcome = with {:shutdown, outcome} <- reason, do: outcome
    Report.dialled(node, outcome, now() - started)
    {:noreply, dialled(%{state | dials: dials}, ip, node, outcome)}
  end

  def handle_info({:beam_cluster_peers, addresses}, state) do
    addresses = Introduction.read(addresses, state.config.family)
    {:noreply, put_peers(state, Peers.told(state.peers, addresses, now()))}
  end

  # A newer version on another node may say more than this one understands.
  def handle_info(_message, state), do: {:noreply, state}

  defp learn(state, question, {:ok, %{addresses: addresses}}) do
    extent = if question == state.schedule.service, do: :all, else: :some
    %{state | peers: Peers.list(state.peers, addresses, extent, now())}
  end

  defp learn(state, question, {:error, :nxdomain, _ttl}),
    do: learn(state, question, {:ok, %{addresses: []}})

  defp learn(state, _question, _error), do: state

  defp introduce(%{stopped?: true}), do: :ok

  defp introduce(state) do
    connected = Peers.connected(state.peers)

    for node <- state.newcomers,
        {:ok, ip} <- [NodeName.address(node, state.config.basename)],
        do: Introduction.tell(node, connected -- [ip])
  end

  # A connection shows as nodeup; only where that was seen before the peer was listed is it noted here. One that is
  # gone again already, with both its messages, was none.
  defp dialled(state, ip, node, outcome) do
    if outcome == :connected and node in Node.list(),
      do: connected(state, node),
      else: failed(state, ip, outcome)
  end

  defp failed(state, ip, outcome) do
    cause = if outcome == :refused, do: :refused, else: :unreachable
    put_peers(state, Peers.failed(state.peers, ip, cause, now(), :rand.uniform()))
  end

  defp up(state, node) do
    if node in Node.list(), do: connected(state, node), else: state
  end

  defp connected(state, node), do: with_peer(state, node, &Peers.up(&1, &2, now()))

  defp with_peer(state, node, change) do
    case NodeName.address(node, state.config.basename) do
      {:ok, ip} -> put_peers(state, change.(state.peers, ip))
      :error -> state
    end
  end

  # Of a mesh of 25, most of what comes is known already, and needs no plan.
  defp put_peers(%{peers: same} = state, same), do: state
  defp put_peers(state, peers), do: soon(%{state | peers: peers})

  defp news(state), do: %{state | schedule: Schedule.news(state.schedule, clock())}
  defp hurry(state), do: %{state | schedule: Schedule.hurry(state.schedule, clock())}

  # Behind whatever is waiting already: a mesh of 25 comes as a burst of events, and one plan is enough.
  defp soon(%{going?: true} = state), do: state

  defp soon(state) do
    send(self(), :go)
    %{state | going?: true}
  end

  defp go(%{stopped?: true} = state), do: arm(state, nil)

  defp go(state) do
    settled? = Peers.settled?(state.peers, now())
    schedule = Schedule.settle(state.schedule, state.peers.listed?, clock())
    state = %{state | schedule: schedule} |> dial() |> look()
    state |> report({state.peers, state.schedule.cache.verdict, settled?}) |> arm(next_at(state))
  end

  defp report(%{reported: same} = state, same), do: state

  defp report(state, {peers, verdict, settled?} = view) do
    Report.view(state.config, peers, verdict, settled?)
    %{state | reported: view}
  end

  defp dial(state), do: state.peers |> Peers.due(now()) |> Enum.reduce(state, &dial/2)

  defp dial({ip, way}, state) do
    case NodeName.of(state.config.basename, ip) do
      {:ok, node} ->
        {_pid, ref} = Dial.start(node, ip, way, state.config)
        dials = Map.put(state.dials, ref, {ip, node, now()})
        %{state | dials: dials, peers: Peers.dialing(state.peers, ip, now())}

      :error ->
        %{state | peers: Peers.failed(state.peers, ip, :unreachable, now(), 1.0)}
    end
  end

  defp look(%{lookup: nil} = state) do
    {at, question} = Schedule.next(state.schedule)
    if at <= now(), do: look(state, question), else: state
  end

  defp look(state), do: state

  defp look(state, question) do
    {_pid, ref} = Lookup.start(question, state.config)
    %{state | lookup: {ref, question}}
  end

  defp next_at(state) do
    {look_at, _question} = Schedule.next(state.schedule)
    # While a look-up runs, its answer plans the next one.
    look_at = if state.lookup, do: nil, else: look_at

    [look_at, Peers.next_at(state.peers, now())]
    |> Enum.reject(&is_nil/1)
    |> Enum.min(fn -> nil end)
  end

  defp arm(state, at) do
    if state.timer, do: Process.cancel_timer(state.timer)
    %{state | timer: at && Process.send_after(self(), :go, max(at - now(), 1))}
  end

  defp now, do: System.monotonic_time(:millisecond)
  defp clock, do: {now(), System.system_time(:millisecond)}
end
