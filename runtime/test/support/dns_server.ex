defmodule BeamCluster.Test.DnsServer do
  @moduledoc """
  A DNS server on a loopback address, UDP and TCP, that answers what a function says.

  The function gets `(type, name, transport)` and returns `{rcode, answers}` or
  `{rcode, answers, additional}`, `:drop`, or `:truncate`; a record is `{name, type, ttl, data}`.
  """

  use GenServer

  @rcodes %{noerror: 0, servfail: 2, nxdomain: 3, refused: 5}

  def start_link({answer, opts}), do: GenServer.start_link(__MODULE__, {answer, opts})

  @doc "What `:nameservers` needs to ask this server."
  def nameserver(server), do: GenServer.call(server, :nameserver)

  @doc "Replaces the function."
  def answer(server, answer), do: GenServer.call(server, {:answer, answer})

  @impl true
  def init({answer, opts}) do
    ip = Keyword.get(opts, :ip, {127, 0, 0, 1})
    {udp, port} = open(ip, Keyword.get(opts, :port, 0), Keyword.get(opts, :tcp, true))
    {:ok, %{answer: answer, udp: udp, nameserver: {ip, port}}}
  end

  @impl true
  def handle_call(:nameserver, _from, state), do: {:reply, state.nameserver, state}
  def handle_call({:answer, answer}, _from, state), do: {:reply, :ok, %{state | answer: answer}}
  def handle_call({:tcp, query}, _from, state), do: {:reply, reply(query, :tcp, state), state}

  @impl true
  def handle_info({:udp, socket, ip, port, query}, state) do
    with {:ok, packet} <- reply(query, :udp, state), do: :gen_udp.send(socket, ip, port, packet)
    {:noreply, state}
  end

  # Both transports on one port; where the system's choice for UDP is taken for TCP, another one.
  defp open(ip, wanted, tcp?) do
    {:ok, udp} = :gen_udp.open(wanted, [:binary, ip: ip, active: true])
    {:ok, port} = :inet.port(udp)
    options = [:binary, ip: ip, active: false, packet: 2, reuseaddr: true]

    case tcp? && :gen_tcp.listen(port, options) do
      false ->
        {udp, port}

      {:ok, tcp} ->
        server = self()
        spawn_link(fn -> accept(tcp, server) end)
        {udp, port}

      {:error, :eaddrinuse} when wanted == 0 ->
        :gen_udp.close(udp)
        open(ip, wanted, tcp?)
    end
  end

  defp accept(listener, server) do
    {:ok, socket} = :gen_tcp.accept(listener)

    with {:ok, query} <- :gen_tcp.recv(socket, 0),
         {:ok, packet} <- GenServer.call(server, {:tcp, query}, :infinity),
         do: :gen_tcp.send(socket, packet)

    :gen_tcp.close(socket)
    accept(listener, server)
  end

  defp reply(packet, transport, state) do
    {:ok, query} = :inet_dns.decode(packet)
    [question] = :inet_dns.msg(query, :qdlist)
    type = :inet_dns.dns_query(question, :type)
    name = :inet_dns.dns_query(question, :domain)

    case state.answer.(type, to_string(name), transport) do
      :drop -> :drop
      :truncate -> encode(query, :noerror, [], [], true)
      {rcode, answers} -> encode(query, rcode, answers, [], false)
      {rcode, answers, additional} -> encode(query, rcode, answers, additional, false)
    end
  end

  defp encode(query, rcode, answers, additional, truncated?) do
    header =
      :inet_dns.make_header(:inet_dns.msg(query, :header),
        qr: true,
        aa: true,
        tc: truncated?,
        rcode: @rcodes[rcode]
      )

    {authority, answers} = Enum.split_with(answers, fn {_, type, _, _} -> type == :soa end)

    message =
      :inet_dns.make_msg(
        header: header,
        qdlist: :inet_dns.msg(query, :qdlist),
        anlist: Enum.map(answers, &record/1),
        nslist: Enum.map(authority, &record/1),
        arlist: Enum.map(additional, &record/1)
      )

    {:ok, :inet_dns.encode(message)}
  end

  defp record({name, type, ttl, data}) do
    :inet_dns.make_rr(domain: charlist(name), type: type, class: :in, ttl: ttl, data: data(data))
  end

  defp data(text) when is_binary(text), do: charlist(text)

  defp data({priority, weight, port, target}) when is_binary(target),
    do: {priority, weight, port, charlist(target)}

  defp data(other), do: other

  defp charlist(name), do: name |> String.trim_trailing(".") |> String.to_charlist()
end
