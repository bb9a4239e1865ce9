defmodule BeamCluster.Membership.Debounce do
  @moduledoc false
  # Keeps what happens in a burst until it is over, in the order in which it happened.
  #
  # A newcomer connects to all others at once. What is done about one link would compete with the handshake of the next,
  # on a pod with few processors and, where many pods start, on all of them. So it waits until nothing has happened for
  # 100 ms, and for 250 ms at most: longer would be kinder to the handshakes, but whoever is told of a join may have work
  # to do about it.

  @quiet_ms 100
  @most_ms 250

  defstruct items: [], first_at: nil, last_at: nil

  @type t :: %__MODULE__{items: list, first_at: integer | nil, last_at: integer | nil}

  @doc "Nothing has happened."
  def new, do: %__MODULE__{}

  @doc "Whether something waits."
  def empty?(%__MODULE__{items: items}), do: items == []

  @doc "Something happened; the first of a burst makes `take/2` due, of which the calling process gets a `:debounce`."
  def add(%__MODULE__{items: []}, item, now) do
    remind(@quiet_ms)
    %__MODULE__{items: [item], first_at: now, last_at: now}
  end

  def add(%__MODULE__{items: items} = debounce, item, now),
    do: %{debounce | items: [item | items], last_at: now}

  @doc "At a `:debounce`: all that happened, and nothing while it goes on, or where nothing has."
  def take(%__MODULE__{items: []} = debounce, _now), do: {[], debounce}

  def take(%__MODULE__{} = debounce, now) do
    case left(debounce, now) do
      ms when ms > 0 ->
        remind(ms)
        {[], debounce}

      _over ->
        {Enum.reverse(debounce.items), new()}
    end
  end

  defp left(%{first_at: first_at, last_at: last_at}, now),
    do: min(last_at + @quiet_ms, first_at + @most_ms) - now

  defp remind(ms), do: Process.send_after(self(), :debounce, ms)
end
