defmodule BeamCluster.Placement do
  @moduledoc """
  Which node a key belongs to, so that what belongs together meets on one node: a cart, a room, a session, a cache entry.

      children = [BeamCluster, {BeamCluster.Placement, handoff: MyApp.CartHandoff}, MyAppWeb.Endpoint]

      BeamCluster.Placement.node_for("cart 7")
      #=> :"my_app@10.0.0.2"

  ## What it guarantees

    * *The same members, the same answer.* Nodes that see the same members give every key to the same node, whatever their versions of OTP and
      whatever the order in which the members came. `fingerprint/0` is the same exactly where the members are.
    * *The least movement.* A node that comes takes keys only for itself, its fair share: of three nodes that become four, 25 % of the keys. A node
      that goes gives away only its own.
    * *Nothing is lost in an orderly leave.* With `:handoff`, each key that this node holds and that belongs to another one is given, taken there,
      and only then dropped here: when a node comes, and before one that drains goes (at SIGTERM or `BeamCluster.drain/0`), within three quarters of `CLUSTER_DRAIN_SECONDS`.
      What was not handed over in time is in `to_move` of `/health` and in the log.

  A node is a member from when it is ready until it drains or is gone.

  ## Limits

  *It is a hint, not a lock.* Views differ for as long as a join takes to get around (up to 250 ms and a message, or a second more where a busy link drops it), and in a cut of the network until
  the cut shows (up to 1.25 `net_ticktime`); then each part has all keys. Two nodes may hold the same key meanwhile. So write with a version, or
  merge, as `c:BeamCluster.Placement.Handoff.take/2` has to. `differs_seconds` in `/health` says for how long a peer has had another view;
  above 5 s, something is wrong.

  `node_for/1` names the new node at once, and the state follows: in between, the new node does not have it. A node that crashes takes its
  state with it.

  *A rolling update renames all nodes*, because pods get new addresses. Each key moves 1.5, 1.7 or 1.9 times in a rollout of 3, 5 or 10 pods.

  Where clustering is off, all keys belong to this node.

  ## When to use something else

  For processes that are to run somewhere and be restarted elsewhere: Horde. For one owner even in a cut: Raft, as in `ra` and Khepri, or a row of
  the database. For a job that must run once: Oban. For state that must survive a crash: the database, with this as a cache in front.

  ## Options

    * `:handoff` – a module with the behaviour `BeamCluster.Placement.Handoff`; default nil, nothing is handed over

  A module with `use BeamCluster.Placement, handoff: …` is a placement of its own, with the functions of this one. Put the child behind those that
  hold the state, so that it stops before them.
  """

  alias BeamCluster.Placement.Instance

  @doc false
  defmacro __using__(options) do
    quote bind_quoted: [options: options] do
      @placement_options options

      @doc "The child specification for a supervision tree."
      def child_spec(options),
        do: BeamCluster.Placement.Instance.child_spec(__MODULE__, @placement_options, options)

      @doc "See `BeamCluster.Placement.node_for/1`."
      def node_for(key), do: BeamCluster.Placement.Instance.node_for(__MODULE__, key)

      @doc "See `BeamCluster.Placement.nodes_for/2`."
      def nodes_for(key, count),
        do: BeamCluster.Placement.Instance.nodes_for(__MODULE__, key, count)

      @doc "See `BeamCluster.Placement.local?/1`."
      def local?(key), do: node_for(key) == node()

      @doc "See `BeamCluster.Placement.fingerprint/0`."
      def fingerprint, do: BeamCluster.Placement.Instance.fingerprint(__MODULE__)
    end
  end

  @doc "The child specification for an application's supervision tree."
  @spec child_spec(keyword) :: Supervisor.child_spec()
  def child_spec(options), do: Instance.child_spec(__MODULE__, [], options)

  @doc "The node of a key."
  @spec node_for(key :: term) :: node
  def node_for(key), do: Instance.node_for(__MODULE__, key)

  @doc """
  The nodes of a key and of its copies, the first one first: up to `count`, all of them different. The others are those that would have the key if
  the ones before them were gone.
  """
  @spec nodes_for(key :: term, count :: non_neg_integer) :: [node]
  def nodes_for(key, count), do: Instance.nodes_for(__MODULE__, key, count)

  @doc "Whether a key belongs to this node."
  @spec local?(key :: term) :: boolean
  def local?(key), do: node_for(key) == node()

  @doc "Eight hexadecimal digits for the members: the same on nodes that have the same view."
  @spec fingerprint :: String.t()
  def fingerprint, do: Instance.fingerprint(__MODULE__)
end
