defmodule BeamCluster.Config.Problems do
  @moduledoc false
  # Mistakes of the deployment that keep a production node from clustering, each with the line that the manifest should have. They are
  # logged at boot and shown in `/health`. The application starts anyway, so that `bin/app eval` and migrations work in the same
  # environment.

  alias BeamCluster.Address

  @doc "The problems of a production configuration; none in the other modes."
  def find(%{mode: :production} = config, pod_ip, vm) do
    alive = vm.node != :nonode@nohost

    Enum.reject(
      [
        config.service == nil &&
          "CLUSTER_SERVICE_NAME is not set; #{line("CLUSTER_SERVICE_NAME", "rsolv-api-headless")}",
        !alive && "this node is not distributed; #{line("RELEASE_DISTRIBUTION", "name")}",
        alive && !vm.longnames &&
          "this node has a short name (#{vm.node}); #{line("RELEASE_DISTRIBUTION", "name")}",
        alive && vm.longnames && misnamed(config, pod_ip, vm),
        alive && !vm.cookie? && "no cookie is set; give RELEASE_COOKIE by a secretKeyRef",
        alive && family(config, vm)
      ],
      &(&1 in [nil, false])
    )
  end

  # The mode follows from both variables.
  def find(%{mode: :development, service: service}, nil, _vm) when is_binary(service) do
    [
      "CLUSTER_SERVICE_NAME is set and POD_IP is not, so this node stays unconnected; the container's env needs " <>
        "POD_IP with a fieldRef of status.podIP, or CLUSTER_MODE=development to say that this is meant"
    ]
  end

  def find(_config, _pod_ip, _vm), do: []

  defp misnamed(config, pod_ip, vm) do
    {base, host} = Address.split(vm.node)

    cond do
      Address.parse(host) == :error ->
        "the host part of #{vm.node} is not an IP address; #{line("RELEASE_NODE", base <> "@$(POD_IP)")}, after POD_IP"

      pod_ip != nil and Address.parse(host) != {:ok, pod_ip} ->
        "#{vm.node} is not at the pod's address #{Address.format(config.pod_ip)}; " <>
          "#{line("RELEASE_NODE", base <> "@$(POD_IP)")}, after POD_IP"

      true ->
        nil
    end
  end

  defp family(%{family: :inet6}, %{family: :inet}),
    do:
      "the pod's address is IPv6 and the distribution is not; " <>
        "set ipFamily to IPv6, or add to ERL_AFLAGS: -proto_dist inet6_tcp"

  defp family(%{family: :inet}, %{family: :inet6}),
    do:
      "the pod's address is IPv4 and the distribution is IPv6; " <>
        "leave out ipFamily, or remove from ERL_AFLAGS: -proto_dist inet6_tcp"

  defp family(_config, _vm), do: nil

  defp line(name, value), do: "the container's env needs: {name: #{name}, value: #{value}}"
end
