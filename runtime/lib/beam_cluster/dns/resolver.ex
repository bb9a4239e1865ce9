defmodule BeamCluster.Dns.Resolver do
  @moduledoc """
  Asks DNS one question, through OTP's own resolver and past the cache that it keeps in the VM
  (`:inet_res.getbyname/2` repeats an old answer for its whole TTL, `:inet_res.resolve/5` never does).

  `{:ok, answer}` may be empty; `{:error, reason, ttl}` is a failed look-up, and never the same thing.
  """

  alias BeamCluster.Dns.Answer

  # Room for 250 A records in one UDP answer, so that a cluster whose DNS is open on UDP alone still works;
  # a server that cannot send as much truncates, and the resolver goes to TCP.
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
    deadline = now() + Keyword.fetch!(opts, :timeout)
    ask(String.to_charlist(name), type, opts, deadline, @aliases)
  end

  defp ask(name, type, opts, deadline, aliases) do
    left = max(deadline - now(), 1)

    case :inet_res.resolve(name, :in, type, options(opts, left), left) do
      {:ok, message} ->
        case Answer.read(message, type, opts[:family] || :inet) do
          %Answer{alias: target} when target != nil and aliases > 0 ->
            ask(target, type, opts, deadline, aliases - 1)

          answer ->
            {:ok, answer}
        end

      {:error, {:nxdomain, message}} ->
        {:error, :nxdomain, Answer.negative_ttl(message)}

      {:error, {reason, _message}} when is_atom(reason) ->
        {:error, reason, nil}

      {:error, reason} ->
        {:error, reason, nil}
    end
  end

  defp options(opts, left) do
    nameservers = opts[:nameservers] || []

    # The resolver waits timeout/retry for the first datagram and twice that for the second.
    [
      edns: 0,
      udp_payload_size: @payload,
      nxdomain_reply: true,
      servfail_retry_timeout: 0,
      retry: 2,
      timeout: max(div(left, 2), 1)
    ] ++ if(nameservers == [], do: [], else: [nameservers: nameservers])
  end

  defp now, do: System.monotonic_time(:millisecond)
end
