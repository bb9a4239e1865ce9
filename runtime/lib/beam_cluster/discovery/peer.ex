defmodule BeamCluster.Discovery.Peer do
  @moduledoc false
  # One other pod: whether it is connected, and if not, since when, why and when to try again.

  defstruct [
    :next_at,
    :missing_since,
    :since_dial,
    :cause,
    :why,
    :leaving_until,
    state: :waiting,
    failures: 0,
    refusals: 0,
    misses: 0,
    unconfirmed?: false,
    met?: false
  ]

  @typedoc """
  `missing_since`, `cause` and `why` say why it is not connected, `next_at` when to dial it. `failures` are the dials in a row
  that failed, and `refusals` those that were refused since it was last out of reach. `misses` are the answers in a row that lack it,
  `unconfirmed?` means that only a peer has named it, and `met?` that it was connected once.
  """
  @type t :: %__MODULE__{
          next_at: integer,
          missing_since: integer,
          since_dial: integer | nil,
          cause: :unreachable | :refused | nil,
          why: BeamCluster.Discovery.Diagnosis.reason(),
          leaving_until: integer | nil,
          state: :waiting | :dialing | :connected,
          failures: non_neg_integer,
          refusals: non_neg_integer,
          misses: non_neg_integer,
          unconfirmed?: boolean,
          met?: boolean
        }

  @doc "A pod seen for the first time now, to be dialled after `pause`."
  def new(now, pause), do: %__MODULE__{missing_since: now, next_at: now + pause}

  @doc "DNS lists it."
  def listed(peer), do: %{peer | misses: 0, unconfirmed?: false}

  @doc """
  Its rank among those to dial, the smallest first: a peer that the last answer of the service lists comes before one that it lacks, and
  one that has not failed before one that has.
  """
  def rank(peer), do: {peer.unconfirmed?, peer.misses > 0, peer.failures}

  @doc "It is connected."
  def connected(peer),
    do: %{
      peer
      | state: :connected,
        failures: 0,
        refusals: 0,
        misses: 0,
        cause: nil,
        why: nil,
        leaving_until: nil,
        unconfirmed?: false,
        met?: true
    }

  @doc "Its connection is gone."
  def lost(%{state: :connected} = peer, now),
    do: %{peer | state: :waiting, failures: 0, refusals: 0, next_at: now, missing_since: now}

  def lost(peer, _now), do: peer

  @doc "A dial failed."
  def failed(%{state: :connected} = peer, _cause, _now, _pause), do: peer

  def failed(peer, outcome, now, pause) do
    cause = cause_of(outcome)
    why = why(outcome, peer)
    refusals = if cause == :refused, do: peer.refusals + 1, else: 0

    %{
      peer
      | state: :waiting,
        cause: cause,
        why: why,
        failures: peer.failures + 1,
        refusals: refusals,
        next_at: now + pause
    }
  end

  @doc "The cause of a failed dial that may have said why."
  def cause_of({cause, _why}), do: cause
  def cause_of(cause), do: cause

  # Most dials do not ask why, and the last reason holds until the cause is another one.
  defp why({_cause, why}, _peer), do: why
  defp why(cause, %{cause: cause, why: why}), do: why
  defp why(_cause, _peer), do: nil

  @doc """
  Something says that the network is back: a peer that was lost is worth a try now. Nil for any other: one that was never
  met is more likely to boot still, and dials by itself. Of a hundred pods that start together, each would try all others
  at each join.
  """
  def retry(%{state: :waiting, cause: :unreachable, met?: true} = peer, now),
    do: %{peer | next_at: now}

  def retry(_peer, _now), do: nil

  @doc "Whether to dial it now."
  def due?(%{state: :waiting} = peer, now), do: peer.next_at <= now and not leaving?(peer, now)
  def due?(_peer, _now), do: false

  @doc """
  `:direct`, or `:probe`: an address that has failed or was lost is first asked whether anything listens,
  which takes half a second, where a dial into nothing blocks for seven.
  """
  def way(%{met?: false, failures: 0}), do: :direct
  def way(%{failures: failures}), do: {:probe, failures}

  @doc "Whether it may still connect any moment."
  def promising?(%{state: :connected}, _now, _limit), do: false
  def promising?(peer, now, limit), do: peer.failures < limit and not leaving?(peer, now)

  @doc "Why it is missing: `:connecting`, `:unreachable`, `:refused` or `:draining`."
  def cause(peer, now), do: if(leaving?(peer, now), do: :draining, else: peer.cause || :connecting)

  @doc "Whether it says that it leaves."
  def leaving?(%{leaving_until: nil}, _now), do: false
  def leaving?(%{leaving_until: until}, now), do: now < until
end
