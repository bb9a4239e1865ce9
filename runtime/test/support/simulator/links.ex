defmodule BeamCluster.Test.Simulator.Links do
  @moduledoc """
  The connections of the simulated nodes. Each side has its own opinion of a connection, and messages are delivered while both agree.

  `settled?/3` says whether two nodes are in touch: both were told of the connection, and for so long nothing has disturbed them.
  """

  alias BeamCluster.Test.Simulator

  @tick_ms 1_500
  # A lost message shows at the next hello, and a lost part of an answer is asked for again within two seconds.
  @repair_ms 3_000

  @doc "`net_ticktime`."
  def tick_ms, do: @tick_ms

  @doc """
  No connection. `sides` has the number of the connection that a node believes in, by node and peer; `told` the ones of which it was told;
  `last` when the last message of a direction arrives; `held` what waits in a cut.
  """
  def new(history) do
    %{
      seed: history.seed,
      delay: history.delay,
      number: 0,
      sides: %{},
      told: %{},
      last: %{},
      held: %{},
      cut: %{},
      slow: %{},
      busy: %{},
      calm_since: %{}
    }
  end

  @doc "A node dials all others."
  def join(world, node) do
    for(peer <- Map.keys(world.nodes), peer != node, do: peer)
    |> Enum.reduce(world, &dial_later(&2, node, &1, 5, 100))
  end

  @doc "A node is gone, and its peers are told within 5 ms."
  def leave(world, node) do
    world = Enum.reduce(peers(world, node), world, &apart(&2, node, &1))

    Enum.reduce(peers(world, node), world, fn peer, world ->
      world = close(world, node, peer)

      case world.links.sides[{peer, node}] do
        nil ->
          world

        number ->
          # In a cut the end of the connection does not arrive either.
          if cut?(world, node, peer),
            do: world,
            else: later(world, 0, 5, {:down, peer, node, number})
      end
    end)
  end

  @doc "The nodes that a node believes to be connected."
  def connected(world, node) do
    for {{^node, peer}, _number} <- world.links.sides, do: peer
  end

  @doc "Sends a message; nothing where there is no connection, and nothing on a busy link."
  def send(world, from, to, message) do
    links = world.links

    cond do
      links.sides[{from, to}] == nil or Map.get(links.busy, {from, to}, 0) > world.now ->
        world

      true ->
        {until, more} = Map.get(links.slow, pair(from, to), {0, 0})
        takes = chance(world, 1, links.delay, {from, to}) + if(until > world.now, do: more, else: 0)
        at = max(world.now + takes, Map.get(links.last, {from, to}, 0))
        world = put(world, :last, {from, to}, at)
        Simulator.plan(world, at, {:deliver, from, to, links.sides[{from, to}], message})
    end
  end

  @doc "A message arrives, unless the receiver has another opinion of the connection, or it waits in a cut."
  def arrive(world, from, to, number, message) do
    cond do
      world.links.sides[{to, from}] != number ->
        {:lost, world}

      cut?(world, from, to) ->
        held = [{number, message} | Map.get(world.links.held, {from, to}, [])]
        {:lost, put(world, :held, {from, to}, held)}

      true ->
        {:arrived, world}
    end
  end

  @doc "A node is told of a change of a connection: whether it is still true."
  def notice(world, :up, node, peer, number) do
    if world.links.sides[{node, peer}] == number do
      world = put(world, :told, {node, peer}, number)
      {true, calm(world, node, peer, world.now)}
    else
      {false, world}
    end
  end

  def notice(world, :down, node, peer, number) do
    if world.links.sides[{node, peer}] == number do
      world = world |> apart(node, peer) |> close(node, peer)
      {true, dial_later(world, node, peer, 100, 1_000)}
    else
      {false, world}
    end
  end

  @doc "A fault of a link."
  def happen(world, {:cut, a, b}) do
    world = world |> apart(a, b) |> put(:cut, pair(a, b), true)

    Enum.reduce([{a, b}, {b, a}], world, fn {node, peer}, world ->
      case world.links.sides[{node, peer}] do
        nil ->
          world

        number ->
          later(world, div(@tick_ms * 3, 4), div(@tick_ms * 5, 4), {:notice, node, peer, number})
      end
    end)
  end

  def happen(world, {:notice, node, peer, number}) do
    if cut?(world, node, peer),
      do: Simulator.plan(world, world.now, {:down, node, peer, number}),
      else: world
  end

  def happen(world, {:heal, a, b}) do
    world = drop(world, :cut, pair(a, b))
    {one, other} = {world.links.sides[{a, b}], world.links.sides[{b, a}]}

    if one == other and one != nil do
      world |> release(a, b) |> release(b, a) |> calm(a, b, world.now)
    else
      world = world |> drop(:held, {a, b}) |> drop(:held, {b, a})
      world = if one, do: Simulator.plan(world, world.now, {:down, a, b, one}), else: world
      world = if other, do: Simulator.plan(world, world.now, {:down, b, a, other}), else: world
      dial_later(world, a, b, 100, 1_000)
    end
  end

  def happen(world, {:delay, a, b, more, ms}) do
    world = apart(world, a, b)

    world
    |> put(:slow, pair(a, b), {world.now + ms, more})
    |> calm(a, b, world.now + ms + more + @repair_ms)
  end

  def happen(world, {:busy, a, b, ms}) do
    world = apart(world, a, b)
    world |> put(:busy, {a, b}, world.now + ms) |> calm(a, b, world.now + ms + @repair_ms)
  end

  def happen(world, {:dial, a, b}) do
    free? = world.links.sides[{a, b}] == nil and world.links.sides[{b, a}] == nil
    alive? = is_map_key(world.nodes, a) and is_map_key(world.nodes, b)
    if free? and alive? and not cut?(world, a, b), do: connect(world, a, b), else: world
  end

  @doc "Nothing comes from that node until then."
  def trouble(world, node, until) do
    Enum.reduce(peers(world, node), world, fn peer, world ->
      world |> apart(node, peer) |> calm(node, peer, until)
    end)
  end

  @doc "Since when two nodes have been in touch, or nil where they are not."
  def in_touch_since(world, a, b) do
    links = world.links
    number = links.sides[{a, b}]

    if number != nil and links.sides[{b, a}] == number and links.told[{a, b}] == number and
         links.told[{b, a}] == number and not cut?(world, a, b) do
      since = Map.get(links.calm_since, pair(a, b), 0)
      if since <= world.now, do: since
    end
  end

  defp connect(world, a, b) do
    number = world.links.number + 1
    world = %{world | links: %{world.links | number: number}}

    world
    |> put(:sides, {a, b}, number)
    |> put(:sides, {b, a}, number)
    |> drop(:held, {a, b})
    |> drop(:held, {b, a})
    |> later(0, 250, {:up, a, b, number})
    |> later(0, 250, {:up, b, a, number})
  end

  defp dial_later(world, a, b, from, to), do: later(world, from, to, {:dial, a, b})

  defp release(world, from, to) do
    held = Enum.reverse(Map.get(world.links.held, {from, to}, []))
    world = drop(world, :held, {from, to})

    Enum.reduce(held, world, fn {number, message}, world ->
      Simulator.plan(world, world.now, {:deliver, from, to, number, message})
    end)
  end

  defp close(world, node, peer),
    do:
      world |> drop(:sides, {node, peer}) |> drop(:told, {node, peer}) |> drop(:held, {peer, node})

  # Told before it is so: the judge still sees them in touch.
  defp apart(world, a, b) do
    case world.nodes do
      %{^a => %{incarnation: one}, ^b => %{incarnation: other}} ->
        Simulator.judge(world, {:apart, {a, one}, {b, other}})

      _gone ->
        world
    end
  end

  defp calm(world, a, b, at) do
    links = world.links
    since = max(at, Map.get(links.calm_since, pair(a, b), 0))
    %{world | links: %{links | calm_since: Map.put(links.calm_since, pair(a, b), since)}}
  end

  defp peers(world, node) do
    for {{one, other}, _number} <- world.links.sides, one == node or other == node, uniq: true do
      if one == node, do: other, else: one
    end
  end

  defp cut?(world, a, b), do: is_map_key(world.links.cut, pair(a, b))

  defp later(world, from, to, event),
    do: Simulator.plan(world, world.now + chance(world, from, to, event), event)

  defp chance(world, from, to, about),
    do: from + :erlang.phash2({world.links.seed, world.now, about}, to - from + 1)

  defp put(world, field, key, value),
    do: %{world | links: Map.update!(world.links, field, &Map.put(&1, key, value))}

  defp drop(world, field, key),
    do: %{world | links: Map.update!(world.links, field, &Map.delete(&1, key))}

  defp pair(a, b) when a < b, do: {a, b}
  defp pair(a, b), do: {b, a}
end
