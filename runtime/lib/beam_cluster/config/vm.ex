defmodule BeamCluster.Config.Vm do
  @moduledoc false
  # What the configuration needs to know of the running VM and its pod.
  #
  # It is a struct, so that a test can give another one. The cookie is read only to see whether there is one.

  alias BeamCluster.Config.ResolvConf

  defstruct node: :nonode@nohost,
            longnames: true,
            cookie?: true,
            family: :inet,
            listen: nil,
            domain: nil,
            namespace: nil

  @type t :: %__MODULE__{}

  @doc "Reads it from the VM, `/etc/resolv.conf` and nothing else."
  def read do
    {namespace, domain} = ResolvConf.cluster("/etc/resolv.conf")

    %__MODULE__{
      node: node(),
      longnames: :net_kernel.longnames() != false,
      cookie?: :erlang.get_cookie() != :nocookie,
      family: family(:init.get_argument(:proto_dist)),
      domain: domain,
      namespace: namespace
    }
  end

  defp family({:ok, [[[?i, ?n, ?e, ?t, ?6 | _]] | _]}), do: :inet6
  defp family(_other), do: :inet
end
