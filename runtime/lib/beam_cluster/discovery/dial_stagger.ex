defmodule BeamCluster.Discovery.DialStagger do
  @moduledoc false
  # Which of two nodes dials the other first. When all pods start at once, both sides of each pair dial, and their handshakes collide.
  # So a hash of the pair lets one side go first, and the other follows only if the two are still not connected, because it may be the
  # only one that knows of the other. Without this the bench rows mesh-at-once-25 and mesh-published-25 suffer.

  # Where all addresses were out before this pod started, another pod that starts now is about to dial, and one that started earlier
  # has given up for the moment. Where pods see each other appear, up to a question's pause lies between the two sides. Milliseconds
  # for each peer that is new, as that many handshakes take, and at most.
  @published {1, 10}
  @appearing {10, 100}

  @type t :: {each_ms :: pos_integer, most_ms :: pos_integer}

  @doc "The stagger of a cluster whose first answer lists this pod (true), or not yet."
  @spec of(boolean) :: t
  def of(true), do: @published
  def of(false), do: @appearing

  @doc """
  How long the pod at `own` lets the one at `ip` go first, where `count` peers are new and this pod is listed or not. One that is not
  listed is the only one of the two that knows of the other, and waits for nothing.
  """
  @spec pause(t, :inet.ip_address(), :inet.ip_address(), non_neg_integer, boolean) ::
          non_neg_integer
  def pause(_stagger, _own, _ip, _count, false), do: 0

  def pause({each, most}, own, ip, count, true) do
    small_first? = rem(:erlang.phash2({min(own, ip), max(own, ip)}), 2) == 0
    if own < ip == small_first?, do: 0, else: min(each * count, most)
  end
end
