defmodule BeamCluster.Dns.Resolver do
  @moduledoc """
  Asks DNS one question, through OTP's own resolver and past the cache that it keeps in the VM
  (`:inet_res.getbyname/2` repeats an old answer for its whole TTL, `:inet_res.resolve/5` never does).

  `{:ok, answer}` may be empty; `{:error, reason, ttl}` is a failed look-up, and never the same thing.
  """

  alias BeamCluster.Clock
  alias BeamCluster.Dns.Answer

  # Room for 250 A records in one UDP answer, so that a cluster whose DNS is open only on UDP still works;
  # a server that may not send as much truncates, and TCP is next.
  @payload 4096
  @aliases 4

  @type question :: {:a | :aaaa | :srv, name :: String.t()}
  @type result :: {:ok, Answer.t()} | {:error, reason :: term, ttl :: non_neg_integer | nil}

  @doc """
  Asks `question` within `timeout` milliseconds. `:nameservers` (a list of `{ip, port}`) replaces those
  of `/etc/resolv.conf`; `:family` says which addresses of an SRV answer are wanted.
  """
  @spec resolve(question, keyword) :: result
  def resolve({type, name}, opts) do
    deadline = Clock.now() + Keyword.fetch!(opts, :timeout)
    name |> String.to_charlist() |> ask(type, opts, deadline, @aliases)
  end

  defp ask(name, type, opts, deadline, aliases) do
    with {:ok, message} <- send_query(name, type, opts, deadline) do
      case Answer.read(message, type, opts[:family] || :inet) do
        %Answer{alias: target} when target != nil and aliases > 0 ->
          ask(target, type, opts, deadline, aliases - 1)

        answer ->
          {:ok, answer}
      end
    else
      {:error, {:nxdomain, message}} -> {:error, :nxdomain, Answer.negative_ttl(message)}
      {:error, {reason, _message}} when is_atom(reason) -> {:error, reason, nil}
      {:error, reason} -> {:error, reason, nil}
    end
  end

  # Half of the time is for UDP. What then has no answer may have one by TCP: fragments that a network
  # drops, and truncated answers whose counts are right (CoreDNS's are), which OTP 27 calls :formerr
  # instead of going to TCP itself.
  defp send_query(name, type, opts, deadline) do
    left = max(deadline - Clock.now(), 2)

    case query(name, type, opts, div(left, 2), usevc: false) do
      {:error, reason} when reason in [:timeout, :formerr] ->
        case query(name, type, opts, max(deadline - Clock.now(), 1), usevc: true) do
          {:error, tcp} when is_atom(tcp) -> {:error, reason}
          answered -> answered
        end

      answered ->
        answered
    end
  end

  defp query(name, type, opts, timeout, transport) do
    nameservers =
      if opts[:nameservers] in [nil, []], do: [], else: [nameservers: opts[:nameservers]]

    # The resolver waits a third of the time for the first datagram and two thirds for the second.
    options = [
      edns: 0,
      udp_payload_size: @payload,
      nxdomain_reply: true,
      retry: 2,
      timeout: max(div(timeout * 2, 3), 1)
    ]

    :inet_res.resolve(name, :in, type, transport ++ nameservers ++ options, timeout)
  end
end
