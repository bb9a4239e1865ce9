defmodule BeamCluster.Test.Nodes do
  @moduledoc """
  Real nodes on loopback addresses, each with the runtime in an application.

  They need no epmd: every node has an address of its own and listens on the same port of it.
  """

  alias BeamCluster.Test.{DnsServer, Shop}

  @basename "rsolv_api"
  @service "api-headless.prod.svc.cluster.local"
  @wait_ms 30_000

  @doc "A DNS server that lists the addresses in an agent, and the port all nodes listen on."
  def world(addresses) do
    {:ok, list} = Agent.start_link(fn -> {:noerror, addresses} end)
    {:ok, dns} = DnsServer.start_link({&answer(list, &1, &2, &3), []})
    {:ok, probe} = :gen_tcp.listen(0, ip: {127, 0, 0, 1})
    {:ok, port} = :inet.port(probe)
    :gen_tcp.close(probe)
    %{list: list, dns: DnsServer.nameserver(dns), port: port}
  end

  @doc "Makes DNS answer something else: `{rcode, addresses}` or `:drop`."
  def answer(world, answer), do: Agent.update(world.list, fn _ -> answer end)

  @doc "Starts a node at `ip` with options of the runtime, and `:cookie` and more `:args` of the VM."
  def start(world, ip, options \\ []) do
    {cookie, options} = Keyword.pop(options, :cookie, "rsolv_api_cookie")
    {more, options} = Keyword.pop(options, :args, [])
    port = to_charlist(world.port)
    tuple = ip |> Tuple.to_list() |> Enum.join(",")

    args =
      [~c"-start_epmd", ~c"false", ~c"-erl_epmd_port", port, ~c"-setcookie", to_charlist(cookie)] ++
        [~c"-kernel", ~c"inet_dist_use_interface", ~c"{#{tuple}}", ~c"net_ticktime", ~c"15"] ++
        [~c"inet_dist_connect_options", ~c"[{ip,{#{tuple}}}]"] ++
        [~c"inet_dist_listen_min", port, ~c"inet_dist_listen_max", port] ++
        more ++ [~c"-pa" | :code.get_path()]

    {:ok, peer, node} =
      :peer.start_link(%{
        name: to_charlist(@basename),
        host: :inet.ntoa(ip),
        longnames: true,
        connection: :standard_io,
        wait_boot: 4 * @wait_ms,
        args: args
      })

    {:ok, _} = call(peer, Application, :ensure_all_started, [:logger])
    :ok = call(peer, Logger, :configure, [[level: :error]])
    node = %{peer: peer, node: node}
    {:ok, _} = run(node, world, ip, options)
    node
  end

  defp run(%{peer: peer}, world, ip, options) do
    settings = [
      mode: :production,
      service: "api-headless",
      namespace: "prod",
      domain: "cluster.local",
      pod_ip: ip,
      nameservers: [world.dns]
    ]

    call(peer, Shop, :run, [Keyword.merge(settings, options)])
  end

  @doc "Calls a function on a node."
  def call(%{peer: peer}, module, function, args), do: call(peer, module, function, args)
  def call(peer, module, function, args), do: :peer.call(peer, module, function, args, 2 * @wait_ms)

  @doc "Waits on a node until it is connected to exactly these nodes."
  def connected(node, others),
    do:
      call(node, __MODULE__, :wait_until, [__MODULE__, :connected?, [Enum.map(others, & &1.node)]])

  @doc "Waits on a node for the event `{:left, other, reason}` and returns the reason."
  def left(node, other), do: call(node, __MODULE__, :wait_for_leave, [other.node])

  @doc "On the node: whether it is connected to exactly these nodes."
  def connected?(nodes), do: Enum.sort(Node.list()) == Enum.sort(nodes)

  @doc "On the node: waits until a function says true, looking at each event of the cluster."
  def wait_until(module, function, args) do
    BeamCluster.subscribe()
    look(module, function, args, System.monotonic_time(:millisecond) + @wait_ms)
  end

  defp look(module, function, args, deadline) do
    left = deadline - System.monotonic_time(:millisecond)

    cond do
      apply(module, function, args) ->
        :ok

      left <= 0 ->
        {:timeout, BeamCluster.health()}

      true ->
        receive(do: ({BeamCluster, _event} -> :ok), after: (50 -> :ok)) &&
          look(module, function, args, deadline)
    end
  end

  @doc "On the node: subscribes a process that keeps the reasons of leaves."
  def record do
    pid = spawn(fn -> BeamCluster.subscribe() && recorder(%{}, []) end)
    Process.register(pid, __MODULE__)
    :ok
  end

  defp recorder(reasons, waiting) do
    receive do
      {BeamCluster, {:left, node, reason}} ->
        for {^node, pid} <- waiting, do: send(pid, {:left, node, reason})
        recorder(Map.put(reasons, node, reason), waiting)

      {BeamCluster, _event} ->
        recorder(reasons, waiting)

      {:wait, node, pid} ->
        if reason = reasons[node], do: send(pid, {:left, node, reason})
        recorder(reasons, [{node, pid} | waiting])
    end
  end

  @doc "On the node: the reason for which another left, waiting for it."
  def wait_for_leave(node) do
    send(__MODULE__, {:wait, node, self()})

    receive do
      {:left, ^node, reason} -> reason
    after
      @wait_ms -> :timeout
    end
  end

  defp answer(list, type, name, _transport) do
    case {Agent.get(list, & &1), type, name} do
      {:drop, _, _} ->
        :drop

      {{rcode, addresses}, :a, @service} ->
        {rcode, for(ip <- addresses, do: {@service, :a, 30, ip})}

      {{_rcode, _addresses}, _type, _name} ->
        {:nxdomain, []}
    end
  end
end
