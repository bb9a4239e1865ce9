defmodule BeamCluster.Dns.Lookup do
  @moduledoc false
  # Asks DNS once, in a process of its own, and gives the result: an answer or an error, whatever the resolver does.

  alias BeamCluster.Address
  alias BeamCluster.Dns.{Answer, Resolver}

  # Resolvers keep the time by themselves; this is for one that hangs.
  @slack_ms 1_000
  @longest_ttl 0x7FFFFFFF

  defguardp is_ttl(ttl) when is_nil(ttl) or (is_integer(ttl) and ttl >= 0)

  @doc """
  Starts the look-up; its end comes as `{:DOWN, ref, :process, pid, reason}`, to be read by `result/2`. It is
  killed when it hangs for a second more than `resolve_timeout`.
  """
  def start(question, config) do
    resolve = config.resolver || (&Resolver.resolve/2)

    options = [
      family: config.family,
      timeout: config.resolve_timeout,
      nameservers: config.nameservers
    ]

    spawn_monitor(fn ->
      {:ok, _timer} = :timer.kill_after(config.resolve_timeout + @slack_ms)
      exit({:shutdown, resolve.(question, options)})
    end)
  end

  @doc """
  The result of a look-up that ended for `reason`. A crash is an error like any other, and so is what is no
  answer (`:malformed`); addresses that no pod can have are left out.

      iex> BeamCluster.Dns.Lookup.result({:shutdown, {:ok, ["10.0.1.5"]}}, :inet)
      {:error, :malformed, nil}
      iex> BeamCluster.Dns.Lookup.result({:shutdown, {:error, :nxdomain, 0x80000000}}, :inet)
      {:error, :nxdomain, 0}
  """
  @spec result(term, :inet | :inet6) :: Resolver.result()
  def result({:shutdown, {:ok, %Answer{addresses: addresses, ttl: ttl} = answer}}, family)
      when is_list(addresses) and is_ttl(ttl) do
    if List.improper?(addresses),
      do: {:error, :malformed, nil},
      else: {:ok, %{answer | addresses: Address.of_pods(addresses, family), ttl: bounded(ttl)}}
  end

  def result({:shutdown, {:error, reason, ttl}}, _family) when is_ttl(ttl),
    do: {:error, reason, bounded(ttl)}

  def result({:shutdown, _no_answer}, _family), do: {:error, :malformed, nil}
  def result(:killed, _family), do: {:error, :timeout, nil}
  def result(crash, _family), do: {:error, crash, nil}

  # RFC 2181, section 8: a TTL with its most significant bit set is 0.
  defp bounded(ttl) when is_integer(ttl) and ttl > @longest_ttl, do: 0
  defp bounded(ttl), do: ttl
end
