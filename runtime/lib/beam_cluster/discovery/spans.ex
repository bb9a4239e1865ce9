defmodule BeamCluster.Discovery.Spans do
  @moduledoc false
  # The telemetry of look-ups and dials. Their spans begin and end in the process of discovery, many at a time.

  alias BeamCluster.Observe.Events

  @doc "A question is asked."
  @spec asking({type :: atom, name :: String.t()}) :: Events.span()
  def asking({type, name}), do: Events.start([:resolve], %{type: type, name: name})

  @doc "The process that asked has ended for `reason`."
  @spec asked(Events.span(), reason :: term, outcome :: atom, BeamCluster.Dns.Resolver.result()) ::
          :ok
  def asked(span, reason, outcome, result) do
    addresses = with {:ok, answer} <- result, do: length(answer.addresses), else: (_error -> 0)
    finish(span, reason, %{addresses: addresses}, %{result: outcome})
  end

  @doc "A peer is dialled; `node` is its name, or nil where none was made of its address."
  @spec dialling(node | nil, :inet.ip_address()) :: Events.span()
  def dialling(node, ip), do: Events.start([:connect], %{node: node, ip: ip})

  @doc "The process that dialled has ended for `reason`."
  @spec dialled(Events.span(), reason :: term, node | nil, outcome :: atom) :: :ok
  def dialled(span, reason, node, outcome),
    do: finish(span, reason, %{}, %{node: node, outcome: outcome})

  # One that is killed took too long; any other that gives no outcome has crashed.
  defp finish(span, reason, measurements, metadata) do
    if reason == :killed or match?({:shutdown, _outcome}, reason),
      do: Events.stop(span, measurements, metadata),
      else: Events.crash(span, reason)
  end
end
