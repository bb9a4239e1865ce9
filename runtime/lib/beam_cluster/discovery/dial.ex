defmodule BeamCluster.Discovery.Dial do
  @moduledoc false
  # Tries once to connect to a peer, in a process of its own, and gives the outcome.
  #
  # `connect_node` returns false for a host that is gone, for a wrong cookie and for a VM that hangs. To find the cause, this asks whether
  # the peer listens (its epmd, or its port where there is no epmd), again after the try, because the peer may have ended meanwhile. It also
  # looks at the duration: a peer that refuses does so at once, and a peer that hangs takes the VM's own patience of 7 s.

  alias BeamCluster.{Clock, Membership}
  alias BeamCluster.Discovery.{Diagnosis, HostsTable, NodeName}

  @probe_ms 500
  # Every eighth probe is patient, for a network or a pod too slow for the short one.
  @patient_ms 3_000
  @patient_every 8
  @diagnosed_first 1
  # Longer than a busy machine takes for a handshake, and well below `net_setuptime`.
  @hanging_ms 5_000

  @type way :: :direct | {:probe, failures :: non_neg_integer}
  @type cause :: :unreachable | :refused
  @type outcome ::
          :connected
          | cause
          | {cause, Diagnosis.reason()}
          | {:nameless, wait_ms :: pos_integer}

  @doc """
  Starts the try; its outcome comes as `{:DOWN, ref, :process, pid, {:shutdown, outcome}}`, or as a crash. Where it
  takes longer than `connect_timeout`, a `{:timeout, timer, {:overdue, pid}}` comes, for the caller to end it.
  """
  def start(ip, way, config) do
    {pid, ref} = spawn_monitor(fn -> exit({:shutdown, run(ip, way, config)}) end)
    {ref, :erlang.start_timer(config.connect_timeout, self(), {:overdue, pid})}
  end

  @doc """
  Tries now. `way` is `:direct` or `{:probe, failures_so_far}`, which makes no name of an address where nothing listens.
  `{:nameless, wait_ms}` is an address that no name may be made of yet.
  """
  @spec run(:inet.ip_address(), way, map) :: outcome
  def run(ip, :direct, config), do: connect(ip, config)

  def run(ip, {:probe, failures}, config) do
    timeout = if rem(failures + 1, @patient_every) == 0, do: @patient_ms, else: @probe_ms
    outcome = if listening?(ip, timeout, config), do: connect(ip, config), else: :unreachable
    if diagnose?(outcome, failures), do: diagnose(outcome, ip, config), else: outcome
  end

  # Two nodes that dial each other at one moment may both be refused once. An address where nothing answers takes longer to diagnose
  # than to dial, and there may be many.
  defp diagnose?(:refused, failures), do: failures > 0

  defp diagnose?(:unreachable, failures),
    do: failures == @diagnosed_first or rem(failures + 1, @patient_every) == 0

  defp diagnose?(_outcome, _failures), do: false

  # A peer that was out of reach and answers now has come back meanwhile. The next dial connects, so it must not count as refusing.
  defp diagnose(:unreachable, ip, %{basename: basename}),
    do: {:unreachable, Diagnosis.of_absence(basename, ip, @probe_ms)}

  defp diagnose(:refused, ip, %{basename: basename}) do
    case Diagnosis.of_refusal(basename, ip, @probe_ms) do
      {:port, _port} = shut -> {:unreachable, shut}
      reason -> {:refused, reason}
    end
  end

  @doc "What a dial that did not connect says of the peer. A connection that is gone again, and a crash, say `:unreachable`."
  @spec failure(term) :: cause | {cause, Diagnosis.reason()}
  def failure({cause, _why} = failure) when cause in [:unreachable, :refused], do: failure
  def failure(:refused), do: :refused
  def failure(_other), do: :unreachable

  defp connect(ip, config) do
    case NodeName.of(config.basename, ip) do
      {:ok, node} -> connect(node, ip, config)
      {:wait, ms} -> {:nameless, ms}
    end
  end

  defp connect(node, ip, config) do
    started = Clock.now()

    cond do
      connected?(node, ip, config) -> :connected
      Clock.now() - started >= @hanging_ms -> :unreachable
      listening?(ip, @probe_ms, config) -> :refused
      true -> :unreachable
    end
  end

  # Another process of this node, or the peer itself, may have connected in the meantime.
  defp connected?(node, ip, %{connect: {module, function, args}}) do
    connect = fn -> apply(module, function, args ++ [node]) == true end
    Membership.connected?(node) or HostsTable.with_host(ip, connect) or Membership.connected?(node)
  end

  defp listening?(ip, timeout, %{basename: basename}) do
    epmd = :net_kernel.epmd_module()

    case epmd.port_please(String.to_charlist(basename), ip, timeout) do
      {:port, port, _version} -> without_epmd?() == false or Diagnosis.open?(ip, port, timeout)
      _nobody -> false
    end
  end

  # With a fixed port for all nodes, `port_please` has asked nothing yet.
  defp without_epmd?, do: :init.get_argument(:erl_epmd_port) != :error
end
