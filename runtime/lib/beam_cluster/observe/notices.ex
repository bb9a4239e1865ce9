defmodule BeamCluster.Observe.Notices do
  @moduledoc false
  # Turns the causes that are present into lines of the log: one at the beginning, one a minute while a cause lasts, and one when it is
  # over. A cause that comes and goes still has one warning a minute. Pure; times are monotonic milliseconds.

  alias BeamCluster.Observe.{Causes, CauseWords}

  @again_ms 60_000

  @typedoc "What the log has of each cause: its last form, when it was said, and whether it is there still."
  @type t :: %{
          Causes.name() => %{cause: Causes.t(), said_at: integer, open?: boolean}
        }

  @type line :: {:warning | :info, String.t()}

  @doc "No cause yet."
  def new, do: %{}

  @doc "The lines of these causes now, in the order of the causes, and what to remember."
  @spec step(t, [Causes.t()], now :: integer) :: {t, [line]}
  def step(notices, causes, now) do
    present = Map.new(causes, &{&1.cause, &1})
    {notices, ends} = finish(notices, present, now)
    {lines, notices} = Enum.flat_map_reduce(causes, notices, &note(&1, &2, now))
    {notices, ends ++ lines}
  end

  defp finish(notices, present, now) do
    {gone, kept} = Enum.split_with(notices, fn {name, _notice} -> not is_map_key(present, name) end)
    lines = for {_name, %{open?: true, cause: cause}} <- gone, do: {:info, over(cause, now)}

    remembered =
      for {name, notice} <- gone,
          now - notice.said_at < @again_ms,
          do: {name, %{notice | open?: false}}

    {Map.new(kept ++ remembered), lines}
  end

  defp note(%{cause: name} = cause, notices, now) do
    case notices do
      %{^name => %{said_at: at} = notice} when now - at < @again_ms ->
        {[], %{notices | name => %{notice | cause: earliest(cause, notice)}}}

      _due ->
        open = %{cause: cause, said_at: now, open?: true}
        {warning(cause, now), Map.put(notices, name, open)}
    end
  end

  # The end of a cause counts from its beginning, even where the first of several peers is gone.
  defp earliest(cause, %{open?: true, cause: %{since: since}}),
    do: %{cause | since: min(since, cause.since)}

  defp earliest(cause, _closed), do: cause

  # `BeamCluster.Observe.RefusalLog` has these lines already, with those of the VM.
  defp warning(%{cause: :refused}, _now), do: []
  defp warning(cause, now), do: [{:warning, CauseWords.warning(cause, seconds(cause, now))}]

  defp over(cause, now), do: CauseWords.over(cause, seconds(cause, now))

  defp seconds(%{since: since}, now), do: div(now - since, 1000)
end
