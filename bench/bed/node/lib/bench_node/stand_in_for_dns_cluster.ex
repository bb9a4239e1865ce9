defmodule BenchNode.StandInForDnsCluster do
  @moduledoc """
  A stand-in for the published algorithm of dns_cluster, not the library: A and AAAA records by
  `getbyname`, a fixed interval, all connects at once, and no poll before they have ended.
  """

  use GenServer

  alias BenchNode.Contender

  def start_link(options), do: GenServer.start_link(__MODULE__, Map.new(options))

  @impl true
  def init(state), do: {:ok, state, {:continue, :poll}}

  @impl true
  def handle_continue(:poll, state), do: poll(state)

  @impl true
  def handle_info(:poll, state), do: poll(state)

  defp poll(state) do
    peers =
      [:a, :aaaa] |> Enum.flat_map(&look_up(state.query, &1)) |> Enum.map(&Contender.node_at/1)

    (peers -- [node() | Node.list()])
    |> Task.async_stream(&Node.connect/1,
      max_concurrency: max(length(peers), 1),
      timeout: :infinity
    )
    |> Stream.run()

    Process.send_after(self(), :poll, state.poll_ms)
    {:noreply, state}
  end

  defp look_up(query, type) do
    case :inet_res.getbyname(String.to_charlist(query), type) do
      {:ok, {:hostent, _name, _aliases, _type, _length, ips}} -> Enum.map(ips, &:inet.ntoa/1)
      {:error, _reason} -> []
    end
  end
end
