defmodule BeamCluster.Attacks.FloodsTest do
  use ExUnit.Case, async: false

  alias BeamCluster.{Config, Discovery, Facts, Membership}
  alias BeamCluster.Http.ProbeRoutes
  alias BeamCluster.Config.Vm
  alias BeamCluster.Observe.RoundTrips

  @env %{"CLUSTER_SERVICE_NAME" => "api-headless", "POD_IP" => "127.0.0.1"}
  # Of a quadratic cost, four times as many messages would be sixteen times as much.
  @few 2_000
  @many 4 * @few
  @most_times 7

  setup do
    Facts.create()

    options = [
      resolver: fn _, _ -> {:error, :nxdomain, nil} end,
      connect: {__MODULE__, :connect, []}
    ]

    {:ok, config} = Config.load(options, @env, %Vm{node: :"api@127.0.0.1"})
    {:ok, config: config}
  end

  def connect(_node), do: receive(do: (:never -> false))

  @floods [
    {Membership, "leaves of invented nodes", :invented_leave},
    {Membership, "leaves of one node, each longer than the last", :longer_leave},
    {Membership, "questions of who leaves", :question},
    {Membership, "joins and leaves that never were", :change},
    {RoundTrips, "answers to what was never asked", :pong},
    {Discovery, "joins of invented nodes", :join},
    {Discovery, "losses of invented nodes", :loss},
    {Discovery, "leaves of invented nodes", :leave},
    {Discovery, "invented addresses", :addresses},
    {Discovery, "reminders", :reminder}
  ]

  for {process, what, message} <- @floods do
    test "#{inspect(process)} takes #{what} at a cost that grows with their number alone", %{
      config: config
    } do
      pid = start_supervised!({unquote(process), config})
      few = cost(pid, unquote(message), 1..@few)
      many = cost(pid, unquote(message), (@few + 1)..(@few + @many))
      assert many < @most_times * few
    end

    test "#{inspect(process)} keeps little of #{what}", %{config: config} do
      pid = start_supervised!({unquote(process), config})
      _cost = cost(pid, unquote(message), 1..@many)
      :erlang.garbage_collect(pid)
      {:memory, bytes} = Process.info(pid, :memory)
      assert bytes + :ets.info(Facts, :memory) * :erlang.system_info(:wordsize) < 2_000_000
      {200, _type, body} = ProbeRoutes.answer("/health")
      assert byte_size(body) < 2_000
    end
  end

  # In reductions, which depend on nothing else that runs.
  defp cost(pid, message, numbers) do
    messages = for n <- numbers, do: message(message, n)
    :sys.suspend(pid)
    for message <- messages, do: send(pid, message)
    {:reductions, before} = Process.info(pid, :reductions)
    :sys.resume(pid)
    _state = :sys.get_state(pid)
    {:reductions, now} = Process.info(pid, :reductions)
    now - before
  end

  defp message(:invented_leave, n), do: {:"$gen_cast", {:leaving, invented(n), 60_000}}
  defp message(:longer_leave, n), do: {:"$gen_cast", {:leaving, invented(1), 1_000 * n}}
  defp message(:question, _n), do: {:"$gen_cast", {:leaving?, invented(1)}}
  defp message(:change, n), do: {Enum.at([:nodeup, :nodedown], rem(n, 2)), invented(n), %{}}
  defp message(:pong, n), do: {:pong, invented(n), n}
  defp message(:join, n), do: {:"$gen_cast", {:feed, {:up, invented(n)}}}
  defp message(:loss, n), do: {:"$gen_cast", {:feed, {:down, invented(n)}}}
  defp message(:leave, n), do: {:"$gen_cast", {:feed, {:leaving, invented(n)}}}
  defp message(:reminder, n), do: Enum.at([:go, {:"$gen_cast", {:feed, :quiet}}], rem(n, 2))

  defp message(:addresses, n),
    do: {:beam_cluster_peers, for(a <- 1..10, do: {10, rem(a, 4), div(n, 250), rem(n, 250)})}

  defp invented(n), do: :"api@10.9.#{div(n, 250)}.#{rem(n, 250)}"
end
