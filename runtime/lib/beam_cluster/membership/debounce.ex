defmodule BeamCluster.Membership.Debounce do
  @moduledoc false
  # Collects what happens in a burst and gives it back in order when the burst is over: when nothing has happened for 100 ms, or after 250 ms.
  #
  # A new node connects to all others at once, and work on one link (a log line, a peer exchange) would compete with the handshake of the
  # next. Longer would be kinder to the handshakes, but an application may have work to do at a join. Without this the bench rows
  # mesh-at-once-25 and cold-start-25 suffer: see decision 12.

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
