defmodule BeamCluster.Observe.NoticesTest do
  use ExUnit.Case, async: true

  alias BeamCluster.Observe.Notices

  @query "api-headless.prod.svc.cluster.local."

  defp cause(name, since),
    do: %{cause: name, since: since, query: @query, error: :timeout, basename: "api", peers: []}

  # The lines of each step: `{now, names of the causes that are there}`.
  defp run(steps) do
    {lines, _notices} =
      Enum.flat_map_reduce(steps, Notices.new(), fn {now, names}, notices ->
        {notices, lines} = Notices.step(notices, Enum.map(names, &cause(&1, 0)), now)
        {for({level, line} <- lines, do: {now, level, line}), notices}
      end)

    for {now, level, line} <- lines, do: {now, level, line |> String.split(", ") |> List.last()}
  end

  test "one line at the beginning, one a minute, and one when it is over" do
    steps = for now <- 10_000..140_000//2_000, do: {now, [:dns_failing]}

    assert [
             {10_000, :warning, _},
             {70_000, :warning, _},
             {130_000, :warning, _},
             {142_000, :info, over}
           ] = run(steps ++ [{142_000, []}, {144_000, []}])

    assert over == "after 142 s"
  end

  test "the line of the end says what is right now" do
    {notices, _lines} = Notices.step(Notices.new(), [cause(:dns_unknown_name, 0)], 10_000)
    assert {_, [{:info, line}]} = Notices.step(notices, [], 12_000)
    assert line == "BeamCluster: DNS knows #{@query}, after 12 s"
  end

  test "a cause that comes and goes has one warning a minute" do
    steps =
      for now <- 0..118_000//2_000, do: {now, if(rem(now, 4_000) == 0, do: [:dns_empty], else: [])}

    lines = run(steps)
    assert [0, 60_000] = for({now, :warning, _line} <- lines, do: now)
    assert [2_000, 62_000] = for({now, :info, _line} <- lines, do: now)
  end

  test "each cause has its own minute" do
    assert [{0, :warning, _}, {2_000, :warning, _}] =
             run([{0, [:dns_failing]}, {2_000, [:dns_failing, :unlisted]}])
  end

  test "of a refused connection only the end is said here, because the line is there already" do
    assert [{9_000, :info, _}] = run([{0, [:refused]}, {9_000, []}])
  end
end
