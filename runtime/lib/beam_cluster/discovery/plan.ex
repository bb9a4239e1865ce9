defmodule BeamCluster.Discovery.Plan do
  @moduledoc false
  # What discovery knows, and what it does next. Pure: each event gives a new plan and actions, which `BeamCluster.Discovery`
  # carries out. Time, chance and the supply of node names come with each event, so that tests run whole clusters in virtual time.
  #
  # An event says what has happened. Most of them ask for `{:wake_at, :now}`, and `next/2` then decides what is due: the events of
  # a burst are many, and one decision behind all of them is enough.

  alias BeamCluster.{Clock, Dns}
  alias BeamCluster.Discovery.{Dial, NodeName, Peers}
  alias BeamCluster.Dns.Schedule

  @enforce_keys [:schedule, :peers]
  defstruct [:schedule, :peers, :asked, :shown, newcomers: [], stopped?: false]

  @typedoc """
  `asked` is the question that is under way, `shown` is what `/health` shows, and `newcomers` are the nodes that hear of the
  others when the burst is over in which they came.
  """
  @type t :: %__MODULE__{
          schedule: Schedule.t(),
          peers: Peers.t(),
          asked: Dns.Resolver.question() | nil,
          shown: view | nil,
          newcomers: [{node, :inet.ip_address()}],
          stopped?: boolean
        }

  @typedoc "What an event happens in: the time, chance (0.0..1.0) and the supply of names for addresses."
  @type world :: %{
          clock: Clock.t(),
          random: (() -> float),
          supply: (:inet.ip_address() -> NodeName.supply())
        }

  @type view :: {Peers.t(), Dns.Cache.verdict(), settled? :: boolean}

  @type action ::
          {:ask, Dns.Resolver.question()}
          | {:dial, :inet.ip_address(), Dial.way()}
          | {:exchange, node, [:inet.ip_address()]}
          | {:show, view}
          | {:wake_at, integer | :now | :never}

  @type step :: {t, [action]}

  @wake {:wake_at, :now}

  @doc "The plan of a node that has just started; `connected` are the addresses that it is connected to already."
  @spec new(BeamCluster.Config.t(), [:inet.ip_address()], world) :: t
  def new(config, connected, %{clock: {now, _wall} = clock}) do
    schedule = Schedule.new(config.query, config.family, config.poll_interval, clock)
    peers = Enum.reduce(connected, Peers.new(config.pod_ip), &Peers.up(&2, &1, now))
    %__MODULE__{schedule: schedule, peers: peers}
  end

  @doc "What is due now: dials, a question, the view for `/health`, and when to look again."
  @spec next(t, world) :: step
  def next(%__MODULE__{stopped?: true} = plan, _world), do: {plan, [{:wake_at, :never}]}

  def next(%__MODULE__{} = plan, %{clock: {now, _wall} = clock} = world) do
    settled? = Peers.settled?(plan.peers, now)
    schedule = Schedule.settle(plan.schedule, plan.peers.listed?, clock)
    {plan, dials} = dial(%{plan | schedule: schedule}, world)
    {plan, asks} = ask(plan, now)
    {plan, shows} = show(plan, {plan.peers, plan.schedule.cache.verdict, settled?})
    {plan, dials ++ asks ++ shows ++ [{:wake_at, wake_at(plan, now)}]}
  end

  @doc "The question that was under way has this result."
  @spec answered(t, Dns.Resolver.result(), world) :: step
  def answered(%__MODULE__{asked: question} = plan, result, %{clock: {now, _wall} = clock} = world) do
    schedule = Schedule.answered(plan.schedule, question, result, clock, world.random.())
    plan = %{plan | asked: nil, schedule: schedule}
    {learn(plan, question, result, now), [@wake]}
  end

  @doc """
  A dial of `ip` has ended; `connected?` says whether the two nodes are connected now. A connection that is gone by the end of its dial
  counts as a failure.
  """
  @spec dialled(t, :inet.ip_address(), Dial.outcome(), boolean, world) :: step
  def dialled(%__MODULE__{} = plan, ip, outcome, connected?, %{clock: {now, _wall}} = world) do
    peers =
      case {outcome, connected?} do
        {{:nameless, ms}, _connected?} -> nameless(plan.peers, ip, ms, world)
        {:connected, true} -> Peers.up(plan.peers, ip, now)
        {other, _gone?} -> Peers.failed(plan.peers, ip, Dial.failure(other), now, world.random.())
      end

    {%{plan | peers: peers}, [@wake]}
  end

  @doc """
  A node has joined. A peer that neither DNS nor another peer has named knows the fewest, and hears at once of all the others.
  """
  @spec up(t, node, :inet.ip_address(), connected? :: boolean, world) :: step
  def up(%__MODULE__{} = plan, node, ip, connected?, %{clock: {now, _wall} = clock}) do
    acquaintance = Peers.acquaintance(plan.peers, ip)
    {plan, exchanges} = greet(plan, node, ip, acquaintance, now)
    plan = if connected?, do: %{plan | peers: Peers.up(plan.peers, ip, now)}, else: plan

    # Once DNS lists this node, nothing is due for a newcomer that would not be as good at the end of the burst.
    if plan.schedule.settled? and acquaintance == :expected,
      do: {plan, exchanges},
      else: {%{plan | schedule: Schedule.news(plan.schedule, clock)}, exchanges ++ [@wake]}
  end

  @doc "A node is gone; `ip` is nil for one of another application."
  @spec down(t, :inet.ip_address() | nil, world) :: step
  def down(%__MODULE__{} = plan, ip, %{clock: {now, _wall}} = world),
    do: hurry(%{plan | peers: Peers.down(plan.peers, ip, now)}, world)

  @doc "No node has joined for a moment: the newcomers of the burst hear of the others."
  @spec quiet(t, world) :: step
  def quiet(%__MODULE__{} = plan, %{clock: {now, _wall}}) do
    exchanges = for {node, ip} <- Enum.reverse(plan.newcomers), do: exchange(plan, node, ip, now)

    {%{plan | newcomers: []}, Enum.concat(exchanges) ++ [@wake]}
  end

  @doc "These are the addresses that this node is connected to, whatever was missed in between."
  @spec sync(t, [:inet.ip_address()], world) :: step
  def sync(%__MODULE__{} = plan, connected, %{clock: {now, _wall}} = world) do
    gone = Peers.linked(plan.peers) -- connected
    peers = Enum.reduce(gone, plan.peers, &Peers.down(&2, &1, now))
    peers = Enum.reduce(connected, peers, &Peers.up(&2, &1, now))
    if gone == [], do: changed(plan, peers), else: hurry(%{plan | peers: peers}, world)
  end

  @doc "A peer is connected to these addresses."
  @spec exchanged(t, [:inet.ip_address()], world) :: step
  def exchanged(%__MODULE__{} = plan, addresses, %{clock: {now, _wall}}),
    do: changed(plan, Peers.exchanged(plan.peers, addresses, now))

  @doc "The peer at `ip` leaves until then, or nil where it does not."
  @spec leaving(t, :inet.ip_address(), integer | nil) :: step
  def leaving(%__MODULE__{} = plan, ip, until),
    do: changed(plan, Peers.leaving(plan.peers, ip, until))

  @doc "Asks DNS now, whatever was planned."
  @spec hurry(t, world) :: step
  def hurry(%__MODULE__{} = plan, %{clock: clock}),
    do: {%{plan | schedule: Schedule.hurry(plan.schedule, clock)}, [@wake]}

  @doc "Nothing is ever due again."
  @spec stop(t) :: step
  def stop(%__MODULE__{} = plan), do: {%{plan | stopped?: true}, [{:wake_at, :never}]}

  # Most of what comes in a mesh of 25 is known already, and makes nothing due.
  defp changed(%{peers: same} = plan, same), do: {plan, []}
  defp changed(plan, peers), do: {%{plan | peers: peers}, [@wake]}

  defp learn(plan, question, {:ok, %{addresses: addresses}}, now) do
    extent = if question == plan.schedule.service, do: :all, else: :some
    %{plan | peers: Peers.list(plan.peers, addresses, extent, now)}
  end

  defp learn(plan, question, {:error, :nxdomain, _ttl}, now),
    do: learn(plan, question, {:ok, %{addresses: []}}, now)

  defp learn(plan, _question, _error, _now), do: plan

  defp greet(plan, node, ip, :unknown, now), do: {plan, exchange(plan, node, ip, now)}

  # A cache in front of DNS may show it the others late, so the introducers do not wait for the end of the burst.
  defp greet(plan, node, ip, _expected_or_back, now) do
    if Peers.introducer?(plan.peers, ip, now),
      do: {plan, exchange(plan, node, ip, now)},
      else: {%{plan | newcomers: [{node, ip} | plan.newcomers]}, []}
  end

  defp exchange(%{stopped?: true}, _node, _ip, _now), do: []

  defp exchange(plan, node, ip, now) do
    case Peers.connected(plan.peers, now) -- [ip] do
      [] -> []
      addresses -> [{:exchange, node, addresses}]
    end
  end

  defp dial(plan, %{clock: {now, _wall}} = world) do
    due = Peers.due(plan.peers, now)
    {dials, peers} = Enum.flat_map_reduce(due, plan.peers, &dial(&1, &2, world))
    {%{plan | peers: peers}, dials}
  end

  defp dial({ip, way}, peers, %{clock: {now, _wall}} = world) do
    case world.supply.(ip) do
      {:wait, ms} -> {[], nameless(peers, ip, ms, world)}
      supply -> {[{:dial, ip, way(supply, way)}], Peers.dialing(peers, ip, now)}
    end
  end

  defp nameless(peers, ip, ms, %{clock: {now, _wall}, random: random}),
    do: Peers.nameless(peers, ip, ms, now, random.())

  # A name is made only if something listens there.
  defp way(:scarce, :direct), do: {:probe, 0}
  defp way(_supply, way), do: way

  defp ask(%{asked: nil} = plan, now) do
    {at, question} = Schedule.next(plan.schedule)
    if at <= now, do: {%{plan | asked: question}, [{:ask, question}]}, else: {plan, []}
  end

  defp ask(plan, _now), do: {plan, []}

  defp show(%{shown: same} = plan, same), do: {plan, []}
  defp show(plan, view), do: {%{plan | shown: view}, [{:show, view}]}

  # While a question is under way, its answer plans the next one.
  defp wake_at(%{asked: nil} = plan, now) do
    {ask_at, _question} = Schedule.next(plan.schedule)
    min(ask_at, Peers.next_at(plan.peers, now) || ask_at)
  end

  defp wake_at(plan, now), do: Peers.next_at(plan.peers, now) || :never
end
