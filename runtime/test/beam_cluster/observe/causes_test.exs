defmodule BeamCluster.Observe.CausesTest do
  use ExUnit.Case, async: true

  alias BeamCluster.Observe.{Causes, CauseWords}

  doctest Causes

  @grace 15_000
  @facts %{
    query: "api-headless.prod.svc.cluster.local.",
    dns: nil,
    unlisted_since: nil,
    view: nil,
    connected: [],
    partition_grace: @grace
  }
  @peer {10, 0, 0, 2}

  defp view(cause, why),
    do: %{
      basename: "api",
      missing: [{@peer, cause, 0}],
      reasons: if(why, do: %{@peer => why}, else: %{})
    }

  defp lines(facts, now),
    do: for(cause <- Causes.present(facts, now), do: CauseWords.warning(cause, 20))

  # What `/health` can say is wrong, with the remedy that its line must name and those that would be wrong.
  @dns [
    {:nxdomain, :dns_unknown_name,
     ["does not exist (NXDOMAIN)", "CLUSTER_SERVICE_NAME", "kubectl get services"]},
    {:empty, :dns_empty, ["lists no pod", "service-name=api-headless", "selector"]},
    {:timeout, :dns_failing, ["(timeout)", "/etc/resolv.conf", "port 53"]},
    {:servfail, :dns_failing, ["(servfail)", "kube-dns"]},
    {:malformed, :dns_failing, ["(malformed)", "kube-dns"]}
  ]
  @peers [
    {:connecting, nil, :connecting, ["no dial has ended", "processor time"]},
    {:unreachable, nil, :unreachable, ["nothing answers", "4369 and 9100", "NetworkPolicies"]},
    {:unreachable, {:port, 9200}, :port_shut, ["epmd answers", "port 9200"]},
    {:unreachable, :no_node, :no_node, ["no node has registered", "RELEASE_DISTRIBUTION"]},
    {:unreachable, {:base_name, "shop"}, :base_name, [~s("shop"), ~s("api"), "RELEASE_NODE"]},
    {:refused, {:base_name, "shop"}, :base_name, [~s("shop"), ~s("api"), "RELEASE_NODE"]},
    {:refused, :cookie, :refused, ["RELEASE_COOKIE"]},
    {:refused, nil, :refused, ["RELEASE_COOKIE", "TLS"]},
    {:refused, :wants_tls, :wants_tls, ["peer wants TLS", "-proto_dist"]},
    {:refused, :wants_plaintext, :wants_plaintext, ["this node wants TLS", "-proto_dist"]}
  ]

  test "an error of DNS has its line after 10 s, with what to look at" do
    for {error, name, words} <- @dns do
      facts = %{@facts | dns: {error, 0}}
      assert Causes.present(facts, 9_999) == []
      assert [%{cause: ^name}] = Causes.present(facts, 10_000)
      assert [line] = lines(facts, 10_000)

      for word <- ["api-headless.prod.svc.cluster.local.", "for 20 s" | words],
          do: assert(line =~ word)
    end
  end

  test "a missing peer has its line after the grace, with the remedy of its own cause" do
    for {cause, why, name, words} <- @peers do
      facts = %{@facts | view: view(cause, why)}
      assert Causes.present(facts, @grace - 1) == []
      assert [%{cause: ^name}] = Causes.present(facts, @grace)
      assert [line] = lines(facts, @grace)
      for word <- ["api@10.0.0.2" | words], do: assert(line =~ word)
      if name != :refused, do: refute(line =~ "COOKIE")
    end
  end

  test "a pod that DNS does not list has its line after 30 s" do
    facts = %{@facts | unlisted_since: 0}
    assert lines(facts, 29_999) == []
    assert [line] = lines(facts, 30_000)
    assert line =~ "DNS does not list this pod"
    assert line =~ "kubectl get endpointslices"
    assert [%{cause: :dns_failing}] = Causes.present(%{facts | dns: {:timeout, 0}}, 30_000)
  end

  test "every cause is one of these" do
    said = for {_error, name, _words} <- @dns, do: name
    of_peers = for {_cause, _why, name, _words} <- @peers, do: name
    assert Enum.sort(Causes.names()) == Enum.sort(Enum.uniq([:unlisted | said ++ of_peers]))
  end

  test "a peer that leaves is no cause" do
    assert Causes.present(%{@facts | view: view(:draining, nil)}, 1_000_000) == []
  end

  test "a node that is connected under another base name is that, whatever its dials say" do
    for {cause, why} <- [{:unreachable, nil}, {:refused, :cookie}] do
      facts = %{@facts | view: view(cause, why), connected: [:"shop@10.0.0.2"]}
      assert [%{cause: :base_name}] = Causes.present(facts, @grace)
    end
  end

  test "of many peers three are named, with the longest time" do
    missing = for n <- 2..6, do: {{10, 0, 0, n}, :unreachable, n}
    view = %{basename: "api", missing: missing, reasons: %{}}
    assert [%{since: 2}] = Causes.present(%{@facts | view: view}, 20_000)
    assert [line] = lines(%{@facts | view: view}, 20_000)
    assert line =~ "api@10.0.0.2, api@10.0.0.3, api@10.0.0.4 and 2 more: nothing answers"
  end
end
