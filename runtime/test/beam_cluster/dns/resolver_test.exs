defmodule BeamCluster.Dns.ResolverTest do
  use ExUnit.Case, async: true

  alias BeamCluster.Dns.{Answer, Resolver}
  alias BeamCluster.Test.DnsServer

  @name "api-headless.prod.svc.cluster.local"
  @question {:a, @name <> "."}

  # An answer ends a look-up at once. Only a machine that has no time for it reaches the timeout.
  @patience_ms 60_000

  defp ask(question, answer, opts \\ []) do
    {server_opts, opts} = Keyword.split(opts, [:tcp])
    server = start_supervised!({DnsServer, {answer, server_opts}})
    opts = Keyword.merge([timeout: @patience_ms, nameservers: [DnsServer.nameserver(server)]], opts)
    Resolver.resolve(question, opts)
  end

  defp a(count), do: for(n <- 1..count, do: {@name, :a, 30, {10, 0, div(n, 250), rem(n, 250) + 1}})

  test "gives the addresses and the TTL of the records" do
    answer = fn :a, @name, _ ->
      {:noerror, [{@name, :a, 30, {10, 0, 1, 5}}, {@name, :a, 12, {10, 0, 1, 6}}]}
    end

    assert ask(@question, answer) ==
             {:ok, %Answer{addresses: [{10, 0, 1, 5}, {10, 0, 1, 6}], ttl: 12}}
  end

  test "asks for the absolute name and walks no search list" do
    test = self()

    answer = fn type, name, _ ->
      send(test, {:asked, type, name})
      {:nxdomain, []}
    end

    assert ask(@question, answer) == {:error, :nxdomain, nil}
    assert_received {:asked, :a, @name}
    refute_received {:asked, _, _}
  end

  test "gives IPv6 addresses" do
    ip = {0xFD00, 0, 0, 0, 0, 0, 0, 5}
    answer = fn :aaaa, @name, _ -> {:noerror, [{@name, :aaaa, 30, ip}]} end
    assert {:ok, %Answer{addresses: [^ip]}} = ask({:aaaa, @name <> "."}, answer, family: :inet6)
  end

  test "an empty answer is not an error and has the TTL of the SOA record" do
    soa =
      {"cluster.local", :soa, 5,
       {~c"ns.dns.cluster.local", ~c"hostmaster", 1, 7200, 1800, 86_400, 5}}

    assert ask(@question, fn _, _, _ -> {:noerror, [soa]} end) ==
             {:ok, %Answer{addresses: [], ttl: 5}}
  end

  test "a name that does not exist is an error with the TTL of the SOA record" do
    soa =
      {"cluster.local", :soa, 5,
       {~c"ns.dns.cluster.local", ~c"hostmaster", 1, 7200, 1800, 86_400, 5}}

    assert ask(@question, fn _, _, _ -> {:nxdomain, [soa]} end) == {:error, :nxdomain, 5}
  end

  test "a name does not exist for as long as RFC 2308 says, the SOA record's own TTL or its minimum" do
    soa = fn ttl, minimum ->
      {"cluster.local", :soa, ttl,
       {~c"ns.dns.cluster.local", ~c"hostmaster", 1, 7200, 1800, 86_400, minimum}}
    end

    assert ask(@question, fn _, _, _ -> {:nxdomain, [soa.(3_600, 5)]} end) ==
             {:error, :nxdomain, 5}

    stop_supervised!(DnsServer)

    assert ask(@question, fn _, _, _ -> {:nxdomain, [soa.(3, 300)]} end) ==
             {:error, :nxdomain, 3}
  end

  test "SERVFAIL and REFUSED are errors" do
    assert ask(@question, fn _, _, _ -> {:servfail, []} end) == {:error, :servfail, nil}
    stop_supervised!(DnsServer)
    assert ask(@question, fn _, _, _ -> {:refused, []} end) == {:error, :refused, nil}
  end

  test "a server that does not answer is an error within the timeout" do
    server = start_supervised!({DnsServer, {fn _, _, _ -> :drop end, []}})
    nameservers = [DnsServer.nameserver(server)]

    [patient, hasty] =
      for timeout <- [@patience_ms, 100] do
        Task.async(fn ->
          Resolver.resolve(@question, timeout: timeout, nameservers: nameservers)
        end)
      end

    assert Task.await(hasty, :infinity) == {:error, :timeout, nil}
    # Left to OTP's defaults, both would end after 3 s, and this one first.
    assert Task.yield(patient, 0) == nil
  end

  test "a port on which nothing listens is an error" do
    result = Resolver.resolve(@question, timeout: 300, nameservers: [{{127, 0, 0, 1}, 9}])
    assert {:error, reason, nil} = result
    assert reason in [:econnrefused, :timeout]
  end

  test "200 records come by one datagram with TCP shut" do
    assert {:ok, %Answer{addresses: addresses}} =
             ask(@question, fn _, _, _ -> {:noerror, a(200)} end, tcp: false)

    assert length(addresses) == 200
  end

  test "a truncated answer is asked for again by TCP" do
    answer = fn
      _, _, :udp -> :truncate
      _, _, :tcp -> {:noerror, a(400)}
    end

    assert {:ok, %Answer{addresses: addresses}} = ask(@question, answer)
    assert length(addresses) == 400
  end

  test "a truncated answer with TCP shut is an error, not an empty answer" do
    assert {:error, _reason, nil} =
             ask(@question, fn _, _, _ -> :truncate end, tcp: false, timeout: 500)
  end

  test "an alias in the answer is followed, with its addresses and without" do
    both = fn :a, @name, _ ->
      {:noerror, [{@name, :cname, 30, "other.test"}, {"other.test", :a, 30, {10, 0, 0, 9}}]}
    end

    assert {:ok, %Answer{addresses: [{10, 0, 0, 9}], alias: nil}} = ask(@question, both)
    stop_supervised!(DnsServer)

    alone = fn
      :a, @name, _ -> {:noerror, [{@name, :cname, 30, "other.test"}]}
      :a, "other.test", _ -> {:noerror, [{"other.test", :a, 30, {10, 0, 0, 9}}]}
    end

    assert {:ok, %Answer{addresses: [{10, 0, 0, 9}]}} = ask(@question, alone)
  end

  test "an alias of itself ends" do
    answer = fn :a, @name, _ -> {:noerror, [{@name, :cname, 30, @name}]} end
    assert {:ok, %Answer{addresses: []}} = ask(@question, answer)
  end

  test "an SRV answer gives the addresses of its targets and no others" do
    target = "10-0-1-5." <> @name

    answer = fn :srv, @name, _ ->
      {:noerror, [{@name, :srv, 5, {0, 50, 4369, target}}],
       [{target, :a, 5, {10, 0, 1, 5}}, {"stranger.test", :a, 5, {192, 0, 2, 1}}]}
    end

    assert ask({:srv, @name <> "."}, answer) == {:ok, %Answer{addresses: [{10, 0, 1, 5}], ttl: 5}}
  end

  test "addresses that no pod can have are left out" do
    records =
      for ip <- [{0, 0, 0, 0}, {255, 255, 255, 255}, {224, 0, 0, 1}, {10, 0, 0, 1}],
          do: {@name, :a, 5, ip}

    assert {:ok, %Answer{addresses: [{10, 0, 0, 1}]}} =
             ask(@question, fn _, _, _ -> {:noerror, records} end)
  end

  test "a name that is no name is an error" do
    assert {:error, _reason, nil} =
             Resolver.resolve({:a, "a b\n."}, timeout: 100, nameservers: [{{127, 0, 0, 1}, 9}])
  end
end
