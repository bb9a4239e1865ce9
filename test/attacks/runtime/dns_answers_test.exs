Code.require_file("support/attack.exs", __DIR__)

defmodule BeamCluster.Attacks.DnsAnswersTest do
  use ExUnit.Case, async: true

  alias BeamCluster.{Address, Attack, Dns}
  alias BeamCluster.Test.{DnsServer, Random}

  @name "api-headless.prod.svc.cluster.local"
  @ttls [0, 1, 5, 30, 3_600, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF]
  @names [@name, "other.test", "epmd.#{@name}", "API-headless.prod.svc.cluster.local"]

  test "whatever a server answers, the look-up gives addresses of pods and a TTL that RFC 2181 allows, or an error" do
    server = start_supervised!({DnsServer, {fn _, _, _ -> :drop end, []}})

    options = [
      family: :inet,
      timeout: 200,
      nameservers: [DnsServer.nameserver(server)]
    ]

    Attack.each(fn ->
      type = Random.one_of([:a, :srv])
      answer = answer()
      DnsServer.answer(server, fn _type, _name, _transport -> answer end)
      found = Dns.Resolver.resolve({type, @name <> "."}, options)
      assert sane?(Dns.Lookup.result({:shutdown, found}, :inet))
    end)
  end

  test "whatever a resolver of the application gives, so does a look-up of it" do
    Attack.each(fn ->
      given =
        Random.one_of([
          {:ok, %Dns.Answer{addresses: Random.list(9, &junk/0), ttl: ttl()}},
          {:ok, %Dns.Answer{addresses: junk(), ttl: ttl()}},
          {:error, Random.one_of([:nxdomain, :timeout, "text", nil]), ttl()},
          junk()
        ])

      assert sane?(Dns.Lookup.result({:shutdown, given}, :inet))
    end)
  end

  defp sane?({:ok, %Dns.Answer{addresses: addresses, ttl: ttl}}),
    do: Enum.all?(addresses, &(tuple_size(&1) == 4 and Address.dialable?(&1))) and sane_ttl?(ttl)

  defp sane?({:error, _reason, ttl}), do: sane_ttl?(ttl)

  defp sane_ttl?(ttl), do: ttl == nil or ttl in 0..0x7FFFFFFF

  defp answer do
    Random.one_of([
      {Random.one_of([:noerror, :nxdomain, :servfail, :refused]), Random.list(9, &record/0)},
      {:noerror, Random.list(9, &record/0), Random.list(9, &record/0)},
      :truncate
    ])
  end

  defp record do
    name = Random.one_of(@names)

    {type, data} =
      Random.one_of([
        {:a, Random.one_of([Random.address(), {0, 0, 0, 0}, {127, 0, 0, 1}, {255, 255, 255, 255}])},
        {:aaaa, {0xFD00, 0, 0, 0, 0, 0, 0, 5}},
        {:cname, Random.one_of(@names)},
        {:srv, {0, 50, 4369, Random.one_of(@names)}},
        {:soa, {~c"ns.test", ~c"host.test", 1, 7200, 1800, 86_400, Random.one_of(@ttls)}},
        {:txt, [~c"text"]}
      ])

    {name, type, Random.one_of(@ttls), data}
  end

  defp ttl, do: Random.one_of([nil, -1, 1.5, "30", 2 ** 70 | @ttls])

  defp junk,
    do: Random.one_of([nil, :odd, "10.0.0.1", {1, 2, 3, 999}, {1, 2}, [1 | 2], Random.address()])
end
