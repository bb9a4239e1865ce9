# How many nanoseconds of the processor node_for takes among so many nodes: elixir placement.exs 3

alias BeamCluster.Placement
alias BeamCluster.Placement.View

[count] = System.argv()
# The table alone: the process would write its own view into it.
View.create(Placement, nil)
nodes = for n <- 1..String.to_integer(count), do: :"api@10.0.#{div(n, 250)}.#{rem(n, 250)}"
View.put(Placement, %{nodes: nodes})

look_ups = 200_000
run = fn -> Enum.each(1..look_ups, fn key -> Placement.node_for({:cart, key}) end) end
run.()
{_total, _since} = :erlang.statistics(:runtime)
run.()
{_total, ms} = :erlang.statistics(:runtime)
IO.puts(ms * 1_000_000 / look_ups)
