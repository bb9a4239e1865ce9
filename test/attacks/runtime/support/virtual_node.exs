defmodule BeamCluster.Attack.VirtualNode do
  @moduledoc """
  A node that discovers in virtual time: the plan of the runtime, with look-ups and dials that take as long as a world says. A world is
  a map of two functions:

    * `dns`: of a question and the time, gives `{ms, result}`
    * `dial`: of an address, the way and the time, gives `{ms, outcome}`
  """

  alias BeamCluster.Discovery.Plan

  @wall 1_700_000_000_000

  defstruct [:plan, :world, :lookup, dials: %{}, now: 0, wake_at: 0]

  @doc "A node that has just started."
  def new(own, poll_interval, world) do
    name = "api.prod.svc.cluster.local."
    config = %{query: name, family: :inet, poll_interval: poll_interval, pod_ip: own}
    %__MODULE__{plan: Plan.new(config, [], plenty_of_names(0)), world: world}
  end

  @doc "Runs it until `done?` says true of it, or to the time `until`."
  def run(node, until, done?) do
    node = step(node, &Plan.next/2)
    next = next_at(node)

    cond do
      done?.(node) -> node
      next > until -> %{node | now: until}
      true -> %{node | now: max(next, node.now)} |> hear() |> finish_dials() |> run(until, done?)
    end
  end

  defp plenty_of_names(now),
    do: %{clock: {now, @wall + now}, random: &:rand.uniform/0, supply: fn _ip -> :plenty end}

  defp step(node, event) do
    {plan, actions} = event.(node.plan, plenty_of_names(node.now))
    Enum.reduce(actions, %{node | plan: plan}, &act/2)
  end

  defp act({:ask, question}, node) do
    {ms, result} = node.world.dns.(question, node.now)
    %{node | lookup: {node.now + ms, result}}
  end

  defp act({:dial, ip, way}, node) do
    {ms, outcome} = node.world.dial.(ip, way, node.now)
    %{node | dials: Map.put(node.dials, ip, {node.now + ms, outcome})}
  end

  # A plan is made behind each event anyway.
  defp act({:wake_at, :now}, node), do: node
  defp act({:wake_at, at}, node), do: %{node | wake_at: at}
  defp act({:show, _view}, node), do: node

  # Virtual time always moves on, as real time does. `:never` is larger than any number.
  defp next_at(node) do
    lookup = if node.lookup, do: [elem(node.lookup, 0)], else: []
    dials = for {_ip, {at, _outcome}} <- node.dials, do: at
    max(Enum.min([node.wake_at | lookup ++ dials]), node.now + 1)
  end

  defp hear(%{lookup: {at, result}, now: now} = node) when at <= now,
    do: step(%{node | lookup: nil}, &Plan.answered(&1, result, &2))

  defp hear(node), do: node

  defp finish_dials(node) do
    ended = for {ip, {at, outcome}} <- node.dials, at <= node.now, do: {ip, outcome}

    Enum.reduce(ended, node, fn {ip, outcome}, node ->
      connected? = outcome == :connected

      step(
        %{node | dials: Map.delete(node.dials, ip)},
        &Plan.dialled(&1, ip, outcome, connected?, &2)
      )
    end)
  end
end
