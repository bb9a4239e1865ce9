defmodule BeamCluster.Attacks.DnsTtlTest do
  @moduledoc "A server whose first answers were wrong, and have hours to live."
  use ExUnit.Case, async: false

  alias BeamCluster.{Config, Discovery, Facts}
  alias BeamCluster.Config.Vm
  alias BeamCluster.Test.DnsServer

  @service "api-headless.prod.svc.cluster.local"
  @own {127, 0, 0, 1}
  @peer {127, 0, 0, 2}
  @other {127, 0, 0, 3}
  @env %{
    "POD_NAMESPACE" => "prod",
    "POD_IP" => "127.0.0.1",
    "CLUSTER_SERVICE_NAME" => "api-headless"
  }
  @soa_data {~c"ns.dns.cluster.local", ~c"hostmaster", 1, 7_200, 1_800, 86_400, 0x7FFFFFFF}

  setup do: Facts.create()

  def connect(test, node) do
    send(test, {:dialled, node})
    false
  end

  test "a name that does not exist for an hour at boot is asked for again" do
    found(&{:nxdomain, [{"cluster.local", :soa, &1, @soa_data}]}, 3_600)
  end

  test "an answer that lacks this pod for 68 years is asked for again" do
    found(&{:noerror, [{@service, :a, &1, @other}]}, 0x7FFFFFFF)
  end

  # The server is right after the quick first turns (six names besides the service's own), when nothing but the TTL says when
  # to ask next.
  defp found(wrong, ttl) do
    {:ok, asked} = Agent.start_link(fn -> 0 end)
    started = System.monotonic_time(:second)

    answer = fn _type, name, _transport ->
      turns = Agent.get_and_update(asked, &{&1, if(name == @service, do: &1, else: &1 + 1)})
      age = System.monotonic_time(:second) - started
      if turns < 6, do: wrong.(ttl - age), else: {:noerror, records()}
    end

    dns = start_supervised!({DnsServer, {answer, []}})

    options = [
      nameservers: [DnsServer.nameserver(dns)],
      connect: {__MODULE__, :connect, [self()]},
      poll_interval: 100
    ]

    {:ok, config} = Config.load(options, @env, %Vm{node: :"api@127.0.0.1"})
    start_supervised!({Discovery, config})
    assert_receive {:dialled, :"api@127.0.0.2"}, 30_000
  end

  defp records, do: for(ip <- [@own, @peer], do: {@service, :a, 30, ip})
end
