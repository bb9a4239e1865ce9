defmodule BeamCluster.Observe.CauseWords do
  @moduledoc false
  # The words of the log for each cause: what is wrong, what to look at, and what is right when it is over.

  alias BeamCluster.Address
  alias BeamCluster.Observe.Causes

  # A line with more names is too long to read.
  @named 3

  @proto_dist "\"-proto_dist\" in ERL_AFLAGS of both pods, and restart the pods that have the older manifest"

  @doc "The warning of a cause that has been there for so many seconds."
  @spec warning(Causes.t(), seconds :: non_neg_integer) :: String.t()
  def warning(cause, seconds) do
    {what, look} = words(cause.cause, cause)
    "BeamCluster: #{what}, for #{seconds} s. Look at #{look}"
  end

  @doc "The line for the end of a cause that was there for so many seconds."
  @spec over(Causes.t(), seconds :: non_neg_integer) :: String.t()
  def over(cause, seconds), do: "BeamCluster: #{ended(cause.cause, cause)}, after #{seconds} s"

  defp words(:dns_unknown_name, %{query: query}) do
    {"DNS says that #{query} does not exist (NXDOMAIN), so this node finds no other pod",
     "CLUSTER_SERVICE_NAME and POD_NAMESPACE of this pod, and at \"kubectl get services\": " <>
       "a headless Service must have this name in this namespace"}
  end

  defp words(:dns_empty, %{query: query}),
    do: {"DNS lists no pod for #{query}", endpoints(query)}

  defp words(:dns_failing, %{query: query, error: error}) do
    {"DNS does not answer for #{query} (#{error})",
     "the nameserver in /etc/resolv.conf, the pods of the cluster's DNS " <>
       "(\"kubectl -n kube-system get pods -l k8s-app=kube-dns\"), and NetworkPolicies that shut port 53"}
  end

  defp words(:unlisted, %{query: query}),
    do: {"DNS does not list this pod for #{query}", endpoints(query)}

  defp words(:connecting, cause) do
    {"#{peers(cause)}: no dial has ended yet",
     "the processor time of this pod, and at \"problems\" in /health"}
  end

  defp words(:unreachable, cause) do
    {"#{peers(cause)}: nothing answers",
     "NetworkPolicies and service meshes that shut the ports of epmd and the distribution (4369 and 9100), " <>
       "and whether these pods run"}
  end

  defp words(:port_shut, %{peers: [{_ip, _since, {:port, port}} | _]} = cause) do
    {"#{peers(cause)}: epmd answers, and port #{port} of the distribution does not",
     "NetworkPolicies and service meshes that shut port #{port}"}
  end

  defp words(:no_node, cause) do
    {"#{peers(cause)}: epmd answers, and no node has registered there",
     "the logs of these pods: their VM boots, hangs, or is not distributed (RELEASE_DISTRIBUTION)"}
  end

  defp words(:base_name, cause) do
    {"#{peers(cause)}: the node at this address has another base name#{other_names(cause)} than #{inspect(cause.basename)}",
     "RELEASE_NODE: the part before @ must be the same in all pods of a cluster. Pods of another application " <>
       "must not match the selector of this Service"}
  end

  defp words(:refused, cause) do
    {"#{peers(cause)}: the connection is refused",
     "RELEASE_COOKIE and the TLS settings of both pods, and restart them, so that all have the same"}
  end

  defp words(:wants_tls, cause) do
    {"#{peers(cause)}: the peer wants TLS for the distribution, and this node speaks plaintext",
     @proto_dist}
  end

  defp words(:wants_plaintext, cause) do
    {"#{peers(cause)}: the peer speaks plaintext in the distribution, and this node wants TLS",
     @proto_dist}
  end

  defp ended(:dns_unknown_name, %{query: query}), do: "DNS knows #{query}"
  defp ended(:dns_empty, %{query: query}), do: "DNS lists pods for #{query}"
  defp ended(:dns_failing, %{query: query}), do: "DNS answers for #{query}"
  defp ended(:unlisted, %{query: query}), do: "DNS lists this pod for #{query}"
  defp ended(name, cause), do: "#{peers(cause)}: connected or gone (was #{name})"

  defp endpoints(query) do
    service = query |> to_string() |> String.split(".") |> hd()

    "\"kubectl get endpointslices -l kubernetes.io/service-name=#{service}\": the Service's selector must match " <>
      "the labels of the pods, and publishNotReadyAddresses must be true"
  end

  defp other_names(%{peers: peers}) do
    names = for {_ip, _since, {:base_name, name}} <- peers, uniq: true, do: inspect(name)
    if names == [], do: "", else: " (#{names |> Enum.take(@named) |> Enum.join(", ")})"
  end

  defp peers(%{peers: peers, basename: basename}) do
    {named, rest} = Enum.split(peers, @named)

    text =
      Enum.map_join(named, ", ", fn {ip, _since, _why} -> "#{basename}@#{Address.format(ip)}" end)

    if rest == [], do: text, else: "#{text} and #{length(rest)} more"
  end
end
