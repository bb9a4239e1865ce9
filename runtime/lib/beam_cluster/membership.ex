defmodule BeamCluster.Membership do
  @moduledoc false
  # Says which nodes are members of the cluster. It is the only process of the runtime to which the VM reports connections, and it feeds
  # all others, in the order in which things happened: discovery at once, and the log, telemetry, health and the subscribers with one
  # change per join and leave. A node that said that it leaves has `:left`, any other that is gone is `:lost`.
  #
  # Joins wait for the end of the burst in which they come: see `BeamCluster.Membership.Debounce`.

  use GenServer

  alias BeamCluster.{Clock, Config, Discovery, Facts, Wire}

  alias BeamCluster.Membership.{
    Announcement,
    Debounce,
    LeaveMessage,
    LeaveProtocol,
    Leaves,
    Recent,
    Watch
  }

  # A node that is gone so soon after it came may have been met in its last moment.
  @just_now_ms 1_000

  @enforce_keys [:config, :vm, :leaves]
  defstruct [
    :config,
    :vm,
    :leaves,
    members: MapSet.new(),
    debounce: Debounce.new(),
    met: [],
    gone: [],
    answered: []
  ]

  @typedoc """
  `vm` is the reference that comes with the messages of the VM, `members` are the nodes whose join was announced, and `leaves` says which
  nodes leave. `met`, `gone` and `answered` are the nodes that came, left and asked a moment ago.
  """
  @type t :: %__MODULE__{
          config: Config.t(),
          vm: term,
          leaves: Leaves.t(),
          members: MapSet.t(node),
          debounce: Debounce.t(),
          met: Recent.t(),
          gone: Recent.t(),
          answered: Recent.t()
        }

  @doc """
  The nodes that are connected now, as the VM has them. No other module of the runtime asks the VM. A join is announced a moment later,
  when its burst is over.
  """
  @spec connected :: [node]
  def connected, do: Node.list()

  @doc "Whether that node is connected now."
  @spec connected?(node | nil) :: boolean
  def connected?(node), do: node in Node.list()

  @doc "Starts it with a config; `watch` begins to pass on the messages of the VM, and gives the reference that comes with them."
  def start_link(config, watch \\ &Watch.start/0),
    do: GenServer.start_link(__MODULE__, {config, watch}, name: Wire.name(:membership))

  @doc "Announces to the other nodes that this one leaves."
  defdelegate announce_leave(config), to: LeaveProtocol

  @doc "For how many milliseconds that counts."
  defdelegate leave_ms(config), to: LeaveMessage

  @impl true
  def init({config, watch}) do
    vm = watch.()
    Announcement.finish()
    known = Facts.get(:members, [])
    connected = connected()
    # Its predecessor may have ended before it passed something on.
    Discovery.feed(:sync)
    LeaveProtocol.ask(connected, config)
    send(self(), :members)
    Enum.each(connected -- known, &send(self(), {vm, {:nodeup, &1, %{}}}))
    Enum.each(known -- connected, &send(self(), {vm, {:nodedown, &1, %{}}}))

    {:ok,
     %__MODULE__{
       config: config,
       vm: vm,
       members: MapSet.new(known),
       leaves: Facts.get(:leaves, Leaves.new())
     }}
  end

  @impl true
  def handle_info({vm, {:nodeup, node, _info}}, %{vm: vm} = state) do
    Discovery.feed({:up, node})
    state = LeaveProtocol.greet(%{state | gone: Recent.delete(state.gone, node)}, node)
    met = Recent.add(state.met, node, max(state.config.connect_timeout, @just_now_ms))

    {:noreply,
     %{state | met: met, debounce: Debounce.add(state.debounce, {:up, node}, Clock.now())}}
  end

  # A leave in a burst of joins waits behind its join. A node that may have been met in its last moment waits for other nodes to say that it
  # leaves, because this node may have met it before them.
  def handle_info({vm, {:nodedown, node, info}}, %{vm: vm} = state) do
    Discovery.feed({:down, node})
    change = {:down, node, Map.new(info)[:nodedown_reason]}

    if Debounce.empty?(state.debounce) and not unexplained?(change, state),
      do: {:noreply, note_change(change, state)},
      else: {:noreply, %{state | debounce: Debounce.add(state.debounce, change, Clock.now())}}
  end

  def handle_info(:debounce, state) do
    {changes, debounce} = Debounce.take(state.debounce, Clock.now())
    if List.keymember?(changes, :up, 0), do: Discovery.feed(:quiet)
    {waiting, due} = split(changes, state)
    debounce = Enum.reduce(waiting, debounce, &Debounce.add(&2, &1, Clock.now()))
    {:noreply, Enum.reduce(due, %{state | debounce: debounce}, &note_change/2)}
  end

  # Comes after the changes that wait already, so that a burst of joins is summed up once.
  def handle_info(:members, state) do
    Announcement.sum_up(members(state))
    {:noreply, state}
  end

  def handle_info(_message, state), do: {:noreply, state}

  @impl true
  def handle_cast(message, state), do: {:noreply, LeaveProtocol.hear(message, state)}

  @impl true
  def handle_call(_unknown, _from, state), do: {:noreply, state}

  # A node that is back has nothing to wait for.
  defp split(changes, state) do
    newest_first = Enum.reverse(changes)

    waiting =
      for change <- Enum.uniq_by(newest_first, &elem(&1, 1)),
          unexplained?(change, state),
          do: change

    {waiting, Enum.reverse(newest_first -- waiting)}
  end

  defp unexplained?({:up, _node}, _state), do: false

  defp unexplained?({:down, node, _detail}, state),
    do: not LeaveProtocol.leaving?(state, node) and Recent.member?(state.met, node, @just_now_ms)

  defp note_change({:up, node}, state) do
    if MapSet.member?(state.members, node), do: state, else: join(state, node)
  end

  defp note_change({:down, node, detail}, state) do
    if MapSet.member?(state.members, node), do: leave(state, node, detail), else: state
  end

  defp join(state, node) do
    state = %{state | members: MapSet.put(state.members, node)}
    Announcement.joined(node, members(state))
    send(self(), :members)
    state
  end

  defp leave(state, node, detail) do
    reason = if LeaveProtocol.leaving?(state, node), do: :left, else: :lost
    state = LeaveProtocol.gone(%{state | members: MapSet.delete(state.members, node)}, node)
    Announcement.left(node, reason, detail, members(state))
    send(self(), :members)

    if reason == :left,
      do: %{state | gone: Recent.add(state.gone, node, @just_now_ms)},
      else: state
  end

  defp members(state), do: MapSet.to_list(state.members)
end
