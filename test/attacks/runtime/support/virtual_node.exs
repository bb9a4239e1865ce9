defmodule BeamCluster.Attack.VirtualNode do
  @moduledoc """
  A node that discovers in virtual time: the schedule and the peers of the runtime, look-ups and dials that take as long
  as a world says. A world is a map of two functions:

    * `dns`: of a question and the time, gives `{ms, result}`
    * `dial`: of an address, the way and the time, gives `{ms, outcome}`
  """

  alias BeamCluster.Discovery.Peers
  alias BeamCluster.Dns.Schedule

  @wall 1_700_000_000_000

  defstruct [:schedule, :peers, :world, lookup: nil, dials: %{}, now: 0]

  @doc "A node that has just started."
  def new(own, poll_interval, world) do
    schedule = Schedule.new("api.prod.svc.cluster.local.", :inet, poll_interval, {0, @wall})
    %__MODULE__{schedule: schedule, peers: Peers.new(own), world: world}
  end

  @doc "Runs it until `done?` says true of it, or to the time `until`."
  def run(node, until, done?) do
    node = node |> settle() |> dial() |> look()
    next = next_at(node)

    cond do
      done?.(node) -> node
      next > until -> %{node | now: until}
      true -> %{node | now: max(next, node.now)} |> hear() |> finish_dials() |> run(until, done?)
    end
  end

  defp clock(node), do: {node.now, @wall + node.now}

  defp settle(node) do
    schedule = Schedule.settle(node.schedule, node.peers.listed?, clock(node))
    %{node | schedule: schedule}
  end

  defp dial(node), do: node.peers |> Peers.due(node.now) |> Enum.reduce(node, &dial/2)

  defp dial({ip, way}, node) do
    {ms, outcome} = node.world.dial.(ip, way, node.now)

    %{
      node
      | dials: Map.put(node.dials, ip, {node.now + ms, outcome}),
        peers: Peers.dialing(node.peers, ip, node.now)
    }
  end

  defp look(%{lookup: nil} = node) do
    {at, question} = Schedule.next(node.schedule)
    if at <= node.now, do: ask(node, question), else: node
  end

  defp look(node), do: node

  defp ask(node, question) do
    {ms, result} = node.world.dns.(question, node.now)
    %{node | lookup: {node.now + ms, question, result}}
  end

  defp next_at(node) do
    look_at = with nil <- node.lookup, do: Schedule.next(node.schedule)
    dials = for {_ip, {at, _outcome}} <- node.dials, do: at
    peers = List.wrap(Peers.next_at(node.peers, node.now))
    # Virtual time always moves on, as real time does.
    max(Enum.min([elem(look_at, 0) | dials ++ peers]), node.now + 1)
  end

  defp hear(%{lookup: {at, question, result}, now: now} = node) when at <= now do
    schedule = Schedule.answered(node.schedule, question, result, clock(node), :rand.uniform())
    extent = if question == schedule.service, do: :all, else: :some

    peers =
      case result do
        {:ok, %{addresses: addresses}} -> Peers.list(node.peers, addresses, extent, now)
        {:error, :nxdomain, _ttl} -> Peers.list(node.peers, [], extent, now)
        _error -> node.peers
      end

    %{node | lookup: nil, schedule: schedule, peers: peers}
  end

  defp hear(node), do: node

  defp finish_dials(node) do
    ended = for {ip, {at, outcome}} <- node.dials, at <= node.now, do: {ip, outcome}

    Enum.reduce(
      ended,
      %{node | dials: Map.drop(node.dials, Enum.map(ended, &elem(&1, 0)))},
      &ended/2
    )
  end

  defp ended({ip, :connected}, node), do: %{node | peers: Peers.up(node.peers, ip, node.now)}

  defp ended({ip, cause}, node),
    do: %{node | peers: Peers.failed(node.peers, ip, cause, node.now, :rand.uniform())}
end
