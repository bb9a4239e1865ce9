defmodule BeamCluster.Discovery.NameBudget do
  @moduledoc false
  # How many node names may be made of addresses. Pure; times are milliseconds.
  #
  # A name is an atom. Atoms are never freed, and a VM whose table of atoms is full ends. So this never touches one half of the table. Of
  # what is free in the other half, the `room`, two hours may take a 128th: with the VM's own table of 1,048,576 that is about 3,800 names in
  # a VM that has just booted, at once or one each 1.9 s. With less room fewer names come back, so that no attack of any length takes what
  # the application needs.
  #
  # It is a bucket that refills evenly, kept as one number: the time until which all names that were made are paid for.

  @window_ms 7_200_000
  @share 128
  # Above what a cluster ever has, so that its pods are dialled without a question asked before.
  @plenty 1 / 4

  @type level :: :plenty | :scarce | {:wait, pos_integer}

  @doc """
  Whether names may be made, or in how many milliseconds one may.

      iex> BeamCluster.Discovery.NameBudget.level(0, 0, 500_000)
      :plenty
      iex> BeamCluster.Discovery.NameBudget.level(3_600_000, 0, 500_000)
      :scarce
      iex> BeamCluster.Discovery.NameBudget.level(7_200_000, 0, 500_000)
      {:wait, 1844}
  """
  @spec level(integer, integer, integer) :: level
  def level(paid_until, now, room) do
    case take(paid_until, now, room) do
      {:ok, _until} -> if paid_until - now < @window_ms * @plenty, do: :plenty, else: :scarce
      wait -> wait
    end
  end

  @doc "Takes a name: `{:ok, paid_until}`, or in how many milliseconds one may be taken."
  @spec take(integer, integer, integer) :: {:ok, integer} | {:wait, pos_integer}
  def take(_paid_until, _now, room) when room < @share, do: {:wait, @window_ms}

  def take(paid_until, now, room) do
    until = max(paid_until, now) + ceil(@window_ms / div(room, @share))
    if until - now <= @window_ms, do: {:ok, until}, else: {:wait, until - now - @window_ms}
  end
end
