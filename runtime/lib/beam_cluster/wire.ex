defmodule BeamCluster.Wire do
  @moduledoc false
  # What nodes say to each other. Nodes of two versions meet in every rolling update, so the names of the processes and the shape of
  # each message are promises: they stay, whatever the modules are called, and another shape gets another tag. A version that
  # does not know a message ignores it. Any node that has the cookie can send any of them, so each is checked where it arrives.
  #
  # | to          | message                           | what it says                                                     |
  # |-------------|-----------------------------------|------------------------------------------------------------------|
  # | discovery   | `{:beam_cluster_peers, [ip]}`     | the sender is connected to these: see `Discovery.PeerExchange`   |
  # | membership  | a cast                            | which nodes leave and stay: see `Membership.LeaveMessage`        |
  # | round trips | `{:ping, node, at}`, `{:pong, …}` | see `Observe.RoundTrips`                                         |
  #
  # A primitive of shared state gets its messages under its own name, which the application chooses: see `Shared.Peers`.

  @names [
    discovery: BeamCluster.Discovery,
    membership: BeamCluster.Monitor,
    round_trips: BeamCluster.Latency
  ]

  @type process :: :discovery | :membership | :round_trips

  @doc "The name under which other nodes find this process."
  @spec name(process) :: module
  def name(process), do: Keyword.fetch!(@names, process)

  @doc """
  Sends a message to a process of another node. A busy link never holds the sender up, and a link that has just gone is not dialled:
  then the message is not sent, and the result says which of the two it was.
  """
  @spec send(process, node, term) :: :ok | :noconnect | :nosuspend
  def send(process, node, message),
    do: Process.send({name(process), node}, message, [:noconnect, :nosuspend])

  @doc "The same for a message that must arrive: waits for as long as the link is busy."
  @spec send_slowly(process, node, term) :: :ok | :noconnect
  def send_slowly(process, node, message),
    do: Process.send({name(process), node}, message, [:noconnect])
end
