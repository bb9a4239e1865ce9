defmodule BeamCluster.RateLimit do
  @moduledoc """
  A rate limit that all nodes of the cluster share.

      children = [BeamCluster, BeamCluster.RateLimit, MyAppWeb.Endpoint]

      case BeamCluster.RateLimit.hit({"login", user_id}, :timer.minutes(1), 10) do
        {:allow, _count} -> log_in(conn)
        {:deny, ms} -> too_many_requests(conn, ms)
      end

  ## What it guarantees

  Each node decides alone, within a microsecond, and tells the others what it admitted. So the cluster may admit a little more than the limit.
  For a limit of `L` in a window, on `n` connected nodes,

      admitted ≤ min(n × L, L + (n − 1) × (θ − 1 + a))

    * `θ = max(1, ⌊slack × L / n⌋)`: so many hits of a key a node keeps to itself until the next `:flush`. The next hit sends its count at once.
    * `a` is the most that one node admits for this key in the time that a message takes, plus 5 ms in which such messages are
      collected. It is 0 for a key that is rarely hit.

  With `slack: 0.1`, three nodes that are 1 ms apart, a limit of 100 and a hit per millisecond on each, that is at most 118. A denied hit counts nowhere, and
  nothing is denied that fits: `hit/4` denies only where the nodes together have admitted too much for one more.

  In other cases:

    * *A cut between the nodes.* Each part of the cluster admits by itself: with `k` parts at most `k × L` in a window, and the terms above
      for each part. When the parts meet again, each knows within a moment what the others admitted.
    * *A crash* loses what the node had not sent yet: at most `θ − 1 + a` per key.
    * *A newcomer* pulls all counts from its peers before its pod is ready, also those of nodes that are gone. That may keep the pod from being
      ready for up to `:warm_timeout`.
    * *Clocks that differ by `s`* move the border of a window by `s`; the bound holds for each window.
    * *Overload.* A peer gets at most 200 messages per second with at most 1,000 counts each. Counts that do not fit wait, and then `a` is larger.
      `untold` in `/health` is how many wait.

  A sliding window (the default) adds the part of the window before that is still within one scale: in any span of `x` scales, up to one,
  a node admits at most `(1 + x) × L`. With `algorithm: :fixed_window`, `2 × L` may come in one instant at the border of two windows.

  ## Limits

  The counts are in memory. They are lost when all nodes stop. A window should last for a second or longer: the message of a node takes a part of
  a shorter one. Each node keeps up to `:max_keys` windows, about 350 bytes each. A key that is larger than 64 bytes is hashed.

  Where clustering is off, and with `mode: :local`, a node counts only its own hits.

  ## When to use something else

  For money, quotas that are sold, or a limit that no fault may exceed: a row in the database that is updated with a condition. For limits
  that survive a restart of all pods: Redis. Against floods from the network: the load balancer, since each hit has cost a request by then.

  ## Options

  As options of the child. Times are milliseconds.

    * `:mode` – `:shared`, or `:local` for a limit per node; default `:shared`
    * `:algorithm` – `:sliding_window` or `:fixed_window`; default `:sliding_window`
    * `:flush` – how often the counts that changed are sent; default 100
    * `:slack` – the part of a limit that all nodes together may keep to themselves; default 0.1. With 0, each admitted hit is sent within 5 ms.
    * `:max_keys` – the most windows that are kept; default 1,000,000
    * `:on_full` – what a hit gets that has no room: `:allow` or `:deny`; default `:allow`, so that an attack with many keys does not shut
      everybody out
    * `:warm_timeout` – how long the pod waits for the counts of its peers at most, from when it would be ready; default 5,000

  A wrong or unknown option raises `ArgumentError`. Put the child directly behind `BeamCluster`, so that the pod is not ready before it.

  ## More than one

      defmodule MyApp.LoginLimit do
        use BeamCluster.RateLimit, mode: :local
      end

  `MyApp.LoginLimit` has `hit/3`, `hit/4` and `get/2`, and goes into the supervision tree as `MyApp.LoginLimit`. All nodes must use the same
  `:algorithm`.

  `hit` and `get` take the arguments of Hammer's, and give the same results, so an application that uses these two swaps the module.
  """

  alias BeamCluster.RateLimit.{Limiter, Store}

  @type key :: term

  @doc false
  defmacro __using__(options) do
    quote bind_quoted: [options: options] do
      @limiter_options options

      @doc "The child specification for a supervision tree."
      def child_spec(options),
        do: BeamCluster.RateLimit.Limiter.child_spec(__MODULE__, @limiter_options, options)

      @doc "See `BeamCluster.RateLimit.hit/4`."
      def hit(key, scale, limit, increment \\ 1),
        do: BeamCluster.RateLimit.Limiter.hit(__MODULE__, key, scale, limit, increment)

      @doc "See `BeamCluster.RateLimit.get/2`."
      def get(key, scale), do: BeamCluster.RateLimit.Limiter.get(__MODULE__, key, scale)
    end
  end

  @doc "The child specification for an application's supervision tree."
  @spec child_spec(keyword) :: Supervisor.child_spec()
  def child_spec(options), do: Limiter.child_spec(__MODULE__, [], options)

  @doc """
  Counts `increment` hits of `key` against `limit` per `scale` milliseconds: `{:allow, count}` with what is used of the limit, or
  `{:deny, ms}`, after which it would fit if no other hit came. A hit that is denied is not counted.

  The same key with another scale is another limit.
  """
  @spec hit(key, scale :: pos_integer, limit :: non_neg_integer, increment :: pos_integer) ::
          Store.result()
  def hit(key, scale, limit, increment \\ 1),
    do: Limiter.hit(__MODULE__, key, scale, limit, increment)

  @doc "How much of a limit `key` has used now, as far as this node knows."
  @spec get(key, scale :: pos_integer) :: non_neg_integer
  def get(key, scale), do: Limiter.get(__MODULE__, key, scale)
end
