defmodule BeamCluster.Shared.Server do
  @moduledoc false
  # The process of a primitive: gives its frame what happens on this node, and does what the frame wants. It decides nothing.
  #
  # Its name is that of the primitive, under which the other nodes send to it: see `BeamCluster.Wire`.

  use GenServer

  alias BeamCluster.{Clock, Facts, Membership}
  alias BeamCluster.Observe.Readiness
  alias BeamCluster.Shared.Frame

  @beat_ms 1_000
  # A connected node that has not said hello by then does not have the primitive.
  @hello_ms 1_000
  # How often it looks whether the pod may get traffic.
  @warm_ms 50

  @doc """
  Starts the process of `:name` with a `:core`, its `:options`, an `:incarnation` and the `:tag` of its messages. The pod gets no traffic for
  up to `:warm_timeout` milliseconds, until the core is warm.
  """
  def start_link(settings),
    do: GenServer.start_link(__MODULE__, settings, name: Keyword.fetch!(settings, :name))

  @doc "An incarnation: no other start of any node has the same."
  def incarnation, do: {System.system_time(:millisecond), :rand.uniform(0x7FFFFFF)}

  @impl true
  def init(settings) do
    settings = Map.new(settings)
    BeamCluster.subscribe()
    self = {node(), settings.incarnation}

    {frame, effects} = Frame.new(settings.core, settings.tag, self, settings.options, Clock.read())

    state = %{name: settings.name, tag: settings.tag, frame: frame, timers: %{}}
    state = Map.merge(state, %{warm_until: nil, unmet: %{}})
    state = effects |> Enum.reduce(state, &perform/2) |> await_warmth(settings.warm_timeout)
    state = Enum.reduce(Membership.connected(), state, &step(&2, {:up, &1}))
    if Facts.get(:draining), do: send(self(), {BeamCluster, :draining})
    {:ok, timer(state, :beat, @beat_ms)}
  end

  @impl true
  def handle_info({BeamCluster, {:joined, node}}, state), do: {:noreply, step(state, {:up, node})}

  def handle_info({BeamCluster, {:left, node, _why}}, state),
    do: {:noreply, if(Membership.connected?(node), do: state, else: step(state, {:down, node}))}

  def handle_info({BeamCluster, :draining}, state), do: {:noreply, step(state, :draining)}

  # A hidden node, such as a console, is no member. One that is gone has been forgotten, and stays so.
  def handle_info({tag, _version, from, _incarnation, _body} = message, %{tag: tag} = state) do
    if Membership.connected?(from),
      do: {:noreply, step(state, {:message, message})},
      else: {:noreply, state}
  end

  def handle_info({:local, term}, state), do: {:noreply, step(state, {:local, term})}

  def handle_info({:timeout, ref, name}, state) do
    case state.timers do
      %{^name => ^ref} -> {:noreply, fired(state, name)}
      _replaced -> {:noreply, state}
    end
  end

  def handle_info(_unknown, state), do: {:noreply, state}

  @impl true
  def handle_call({:request, request}, {pid, _tag} = from, state) when is_pid(pid),
    do: {:noreply, step(state, {:call, from, request})}

  def handle_call(_unknown, _from, state), do: {:noreply, state}

  @impl true
  def handle_cast(_unknown, state), do: {:noreply, state}

  defp fired(state, :beat) do
    state |> step({:beat, Membership.connected()}) |> timer(:beat, @beat_ms)
  end

  defp fired(state, :warm), do: look_warm(state)
  defp fired(state, name), do: step(state, {:timer, name})

  defp step(state, event) do
    {frame, effects} = Frame.step(state.frame, event, Clock.read())
    Enum.reduce(effects, %{state | frame: frame}, &perform/2)
  end

  # What a busy link does not take shows as a gap to the peer, which then asks for all.
  defp perform({:send, node, message}, state) do
    Process.send({state.name, node}, message, [:noconnect, :nosuspend])
    state
  end

  defp perform({:timer, name, ms}, state), do: timer(state, name, ms)

  defp perform({:reply, from, term}, state) do
    GenServer.reply(from, term)
    state
  end

  defp perform(effect, state) do
    state.frame.core.perform(effect, state.name)
    state
  end

  defp timer(state, name, ms) do
    with %{^name => ref} <- state.timers, do: :erlang.cancel_timer(ref)
    %{state | timers: Map.put(state.timers, name, :erlang.start_timer(ms, self(), name))}
  end

  # The fact has its own end, so that the pod becomes ready whatever happens to this process.
  defp await_warmth(state, ms) do
    if Facts.get(:enabled, false) and not Readiness.latched?() do
      Facts.put({:warming, state.name}, Clock.now() + Facts.get(:ready_grace, 0) + ms)
      look_warm(%{state | warm_until: {:after, ms}})
    else
      Facts.delete({:warming, state.name})
      state
    end
  end

  # The time that it may take counts from when nothing else keeps the pod from being ready.
  defp look_warm(%{warm_until: {:after, ms}} = state) do
    if Readiness.reason(),
      do: look_warm(%{state | warm_until: Clock.now() + ms}),
      else: timer(state, :warm, @warm_ms)
  end

  defp look_warm(state) do
    now = Clock.now()
    frame = state.frame
    unmet = Membership.connected() -- Map.keys(frame.peers.known)
    since = Map.new(unmet, &{&1, Map.get(state.unmet, &1, now)})
    awaited? = Enum.any?(since, fn {_node, at} -> now - at < @hello_ms end)
    warm? = not awaited? and frame.core.warm?(frame.state) and found_all?()

    if warm? or now >= state.warm_until do
      Facts.delete({:warming, state.name})
      Readiness.refresh()
      %{state | warm_until: nil}
    else
      timer(%{state | unmet: since}, :warm, @warm_ms)
    end
  end

  # A node that has just met the first of its peers is about to meet the others.
  defp found_all? do
    case Facts.get(:view) do
      nil -> not Facts.get(:discovery, true)
      view -> view.settled
    end
  end
end
