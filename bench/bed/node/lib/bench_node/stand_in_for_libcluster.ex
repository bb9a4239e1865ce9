defmodule BenchNode.StandInForLibcluster do
  @moduledoc """
  A stand-in for the published algorithm of libcluster's `Kubernetes.DNS`, not the library: A records by
  `getbyname`, a fixed interval, one connect after the other, and who was listed and no longer is gets disconnected.
  A failed look-up is an empty one.
  """

  use GenServer

  alias BenchNode.Contender

  def start_link(options), do: GenServer.start_link(__MODULE__, Map.new(options))

  @impl true
  def init(state), do: {:ok, Map.put(state, :listed, []), {:continue, :poll}}

  @impl true
  def handle_continue(:poll, state), do: poll(state)

  @impl true
  def handle_info(:poll, state), do: poll(state)

  defp poll(state) do
    listed = (state.query |> look_up() |> Enum.map(&Contender.node_at/1)) -- [node()]
    for peer <- state.listed -- listed, do: Node.disconnect(peer)
    for peer <- listed, peer not in Node.list(), do: Node.connect(peer)
    Process.send_after(self(), :poll, state.poll_ms)
    {:noreply, %{state | listed: listed}}
  end

  defp look_up(query) do
    case :inet_res.getbyname(String.to_charlist(query), :a) do
      {:ok, {:hostent, _name, _aliases, _type, _length, ips}} -> Enum.map(ips, &:inet.ntoa/1)
      {:error, _reason} -> []
    end
  end
end
