defmodule BeamCluster.Singleton do
  @moduledoc """
  A process that runs on one node of the cluster at a time, and on another one when that node goes: what polls a queue, holds a socket, or keeps
  something in memory.

      children = [BeamCluster, {BeamCluster.Singleton, name: MyApp.Poller, child: MyApp.Poller}, MyAppWeb.Endpoint]

      GenServer.call({:via, BeamCluster.Singleton, MyApp.Poller}, :status)

  ## What it guarantees

    * *At most one* runs while a common neighbour stays: a node that is connected to both and does not leave. Each node grants one claim at a time, and an owner
      needs the grants of all nodes that it sees. With `on_minority: :stop` (the default) it also needs those of more than half of the cluster, so a cut
      leaves at most one.
    * *One move a rollout.* The successor is the ready node that started last, and an owner is never moved while it is well.
    * *A leave* (SIGTERM or `BeamCluster.drain/0`): it is stopped on the old node, then started on the new one, within its shutdown time and 1 s.
    * *A crash* of the owner's node: with `:run` it is started elsewhere within 1 s, with `:stop` within `takeover_after` and 1 s (13.5 s).
    * *A cut* of the network: with `:stop`, the majority starts it within 1.25 `net_ticktime`, `takeover_after` and 1 s (32 s), after the minority has
      stopped it. With `:run`, each part has one; after the heal the younger one stops.
    * *No election before ready.* A node owns nothing before it is ready. The grant of a node that has just started counts for the majority once it has met all pods that DNS
      lists, or after 1.25 `net_ticktime` and the shutdown time.

  The times are those of a `net_ticktime` of 15 s, as the manifests set it, and of a shutdown of 5 s. They hold where nodes answer. A child may take
  as long as it likes to start.

  ## Limits

  *It is not a lock.* A node that is paused (`SIGSTOP`, a stopped machine) may finish a step after another node has taken over. What must not happen
  twice needs a unique key or a version in the database.

  *Half is not enough*: of two halves, the one with the lowest node name wins. So two replicas with `:stop` have no owner while the pod with the lowest name is
  down, until DNS no longer lists it. Three replicas survive the loss of any one.

  *A cluster that grows while it is cut*: an owner does not count pods that it has never met until DNS has listed them for a minute, because they are booting.
  If they cannot reach the owner and are more than half, they start a second one.

  Pods whose version does not have the singleton count as part of the cluster. So it starts when more than half of the pods have it. Where
  libcluster finds the peers, no list says that a node is gone for good: a lost node counts until it is back. Use `:run` there.

  *A child that fails*: one that ends is started again, as its `restart` says, up to three times in 5 s. After that, or where it does not start, this node
  gives it up for 1, 2, 4 … 60 s, and another node takes over. The error is in the log. Neither the supervisor nor the application goes down, also where a process has its name already.

  ## When to use something else

  For jobs that must run once, and survive a crash: Oban. For many processes, each on some node: Horde, or `BeamCluster.Placement` for keys. For a decision that
  must be right in every cut: Raft, as in `ra` and Khepri, or a row of the database.

  ## Options

    * `:name` – an atom, the same on all nodes; it may be the module of the child
    * `:child` – a child specification. Its `shutdown` bounds how long it may take to stop (5 s by default, 60 s where it is `:infinity`)
    * `:on_minority` – `:stop` (the default) where two must not run, `:run` where none must not
    * `:takeover_after` – how long a node that is gone may own on, in milliseconds; default half a `net_ticktime` and the shutdown of the child, because one side of a cut may
      notice it so much later. It does not matter with `:run`

  Put it behind what the child needs: each node has the singleton in its supervision tree, and the child runs below that of the owner.
  """

  alias BeamCluster.Singleton.{Instance, View}

  @doc "The child specification for an application's supervision tree; see the options."
  @spec child_spec(keyword) :: Supervisor.child_spec()
  defdelegate child_spec(options), to: Instance

  @doc """
  The process of a singleton, on whichever node, or nil where this node knows of none. It is a hint: the process may have ended by the time that you use
  it. No process is asked.
  """
  @spec whereis(name :: atom) :: pid | nil
  def whereis(name) do
    with %{pid: pid} <- View.report!(name), do: pid
  end

  @doc "The node that owns a singleton, or nil where this node knows of none."
  @spec owner(name :: atom) :: node | nil
  def owner(name) do
    with %{owner: owner} <- View.report!(name), do: owner
  end

  @doc false
  # For `:via`.
  def whereis_name(name), do: whereis(name) || :undefined

  @doc false
  def send(name, message) do
    case whereis(name) do
      nil -> exit({:badarg, {name, message}})
      pid -> Kernel.send(pid, message) && pid
    end
  end

  @doc false
  # Only the singleton itself says which process has the name.
  def register_name(_name, _pid), do: :no

  @doc false
  def unregister_name(_name), do: :ok
end
