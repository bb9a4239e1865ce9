defmodule BeamCluster.Dns.ScheduleTest do
  use ExUnit.Case, async: true

  alias BeamCluster.Dns.{Answer, NameRotation, Schedule}
  alias BeamCluster.Test.{Random, Virtual}

  @own {10, 0, 0, 1}
  @peer {10, 0, 0, 2}
  @name "api.prod.svc.cluster.local."

  defp schedule, do: Schedule.new(@name, :inet, 15_000, {0, 1_700_000_000_000})

  defp found(looks, address) do
    Enum.find_value(looks, fn
      {at, _question, {:ok, %{addresses: addresses}}} -> if address in addresses, do: at
      _other -> nil
    end)
  end

  defp seed(n), do: :rand.seed(:exsss, {ExUnit.configuration()[:seed], n, 1})

  test "asks for the service at once" do
    assert Schedule.next(schedule()) == {0, {:a, @name}}
  end

  test "asks for IPv6 addresses where the distribution speaks IPv6" do
    schedule = Schedule.new(@name, :inet6, 15_000, {0, 0})
    assert Schedule.next(schedule) == {0, {:aaaa, @name}}
  end

  test "without a cache a published pod is seen within 175 ms" do
    Random.each(100, fn ->
      at = Random.integer(1..10_000)
      {looks, _} = Virtual.run(schedule(), Virtual.uncached([{at, @peer}], 30), 15_000)
      assert found(looks, @peer) - at <= 175
    end)
  end

  test "behind a cache of 5 s a pod is seen within two turns, not within the TTL" do
    Random.each(100, fn ->
      at = Random.integer(1..30_000)
      {looks, _} = Virtual.run(schedule(), Virtual.cached([{at, @peer}], 5), 45_000)
      assert found(looks, @peer) - at <= 2_000
    end)
  end

  test "behind a cache of 30 s a pod of the first two seconds is seen within 0.6 s, a later one in its own time again" do
    Random.each(100, fn ->
      at = Random.integer(1..15_000)
      {looks, _} = Virtual.run(schedule(), Virtual.cached([{at, @peer}], 30), 60_000)
      latency = found(looks, @peer) - at
      if at <= 1_900, do: assert(latency <= 600), else: assert(latency <= max(at, 3_200) * 2)
    end)
  end

  test "behind a cache that keeps a name's absence for all types, a pod of the first two seconds is seen within 0.6 s" do
    Random.each(100, fn ->
      at = Random.integer(1..1_900)
      {looks, _} = Virtual.run(schedule(), Virtual.cached_by_name([{at, @peer}], 5), 30_000)
      assert found(looks, @peer) - at <= 600
    end)
  end

  test "behind a cache that knows only the service it asks when the entry runs out" do
    known? = &(&1 == {:a, @name})

    Random.each(100, fn ->
      at = Random.integer(6_000..30_000)
      model = Virtual.cached([{0, @own}, {at, @peer}], 5, known?)
      {looks, _} = Virtual.run(schedule(), model, 45_000)
      assert found(looks, @peer) - at <= 5_300
    end)
  end

  test "names that the server does not know lose their turns" do
    seed(1)
    known? = &(&1 == {:a, @name})
    model = Virtual.cached([{0, @own}], 5, known?)
    {looks, _} = Virtual.run(schedule(), model, 60_000)
    late = for {at, question, _} <- looks, at > 20_000, do: question
    assert Enum.uniq(late) == [{:a, @name}]
  end

  test "a name's old answer that a cache repeats costs it no turn" do
    rotation = NameRotation.new(@name, :inet)
    [question | _] = rotation.questions

    absent = fn rotation, ttl, now ->
      rotation
      |> NameRotation.heard(question, ttl, now)
      |> NameRotation.judge(question, {:error, :nxdomain, ttl}, [@own])
    end

    repeated = rotation |> absent.(5, 0) |> absent.(3, 2_400) |> absent.(1, 4_300)
    assert question in repeated.questions
    refute question in absent.(repeated, 5, 5_100).questions
  end

  test "names that answer with other addresses lose their turns" do
    seed(2)
    stranger = {:ok, %Answer{addresses: [{192, 0, 2, 1}], ttl: 5}}
    service = {:ok, %Answer{addresses: [@own], ttl: 4}}

    model = fn model ->
      fn {_, name}, now ->
        {if(name == @name, do: age(service, now), else: stranger), model.(model)}
      end
    end

    {looks, _} = Virtual.run(schedule(), model.(model), 60_000)
    assert Enum.all?(looks, fn {at, {_, name}, _} -> at < 20_000 or name == @name end)
  end

  defp age({:ok, answer}, now), do: {:ok, %{answer | ttl: 5 - rem(div(now, 1_000), 5)}}

  test "all nodes take a turn at the same moments, whenever they started" do
    Random.each(20, fn ->
      wall = 1_700_000_000_000 + Random.integer(0..60_000)
      schedule = Schedule.new(@name, :inet, 15_000, {0, wall})
      {looks, _} = Virtual.run(schedule, Virtual.cached([], 5), 30_000, wall: wall)
      turns = for {at, question, _} <- looks, at > 10_000, question != {:a, @name}, do: at

      # Nine turns in the TTL of 5 s and half a second.
      assert length(turns) >= 28
      assert Enum.all?(turns, &(rem(wall + &1, 611) <= 77))
    end)
  end

  # A minute from the fifth second on, behind a cache of 5 s, has
  #
  # - the last of the quick first turns, and then a turn for each slot of (5 s + 0.5 s) / 9 questions = 611 ms that begins
  #   in it, at most 99;
  # - entries of the service, of which the n-th begins after 5 n seconds or later. It is asked for once when it begins, then
  #   when its TTL says that less than a second of it is left (once more where the TTL was rounded up), and in that second
  #   with pauses that are never shorter than 150 ms or a hundredth of the time that all has lasted, less 23 ms of chance:
  #   62 for the twelve that the minute has.
  test "behind a cache of 5 s it asks at most 162 times a minute, which is 2.7 times a second" do
    pause = &(max(150, div(&1, 100)) - 23)
    service = Enum.sum(for n <- 1..12, do: 2 + div(1_000, pause.(5_000 * n + 4_000)))
    turns = 1 + div(60_000, 611) + 1
    assert service + turns == 162

    Random.each(300, fn ->
      wall = 1_700_000_000_000 + Random.integer(0..60_000)
      schedule = Schedule.new(@name, :inet, 15_000, {0, wall})
      {looks, _} = Virtual.run(schedule, Virtual.cached([{0, @own}], 5), 64_999, wall: wall)
      minute = for {at, question, _} <- looks, at >= 5_000, do: question
      assert Enum.count(minute, &(&1 == {:a, @name})) <= service
      assert Enum.count(minute, &(&1 != {:a, @name})) <= turns
    end)
  end

  test "once settled it asks only the service, at most once in ten seconds" do
    Random.each(20, fn ->
      model = Random.one_of([Virtual.cached([{0, @own}], 5), Virtual.uncached([{0, @own}], 30)])
      {looks, _} = Virtual.run(schedule(), model, 660_000, settled_when: fn _, _ -> true end)
      stable = for {at, question, _} <- looks, at > 60_000, do: question
      assert Enum.uniq(stable) == [{:a, @name}]
      assert length(stable) / 600 <= 0.10
    end)
  end

  test "a pod that is never published asks ever more slowly" do
    seed(5)
    {looks, _} = Virtual.run(schedule(), Virtual.uncached([], 5), 3_600_000)
    last_minute = for {at, _, _} <- looks, at > 3_540_000, do: at
    assert length(last_minute) <= 13
  end

  test "errors are asked again within a second and a half, so that a late DNS is found" do
    seed(6)
    broken = fn broken -> fn _question, _now -> {{:error, :timeout, nil}, broken.(broken)} end end
    {looks, _} = Virtual.run(schedule(), broken.(broken), 40_000)
    times = for {at, {:a, @name}, _} <- looks, do: at
    assert times |> Enum.zip(tl(times)) |> Enum.all?(fn {a, b} -> b - a <= 1_500 end)
    assert length(times) < 80
  end

  test "hurry asks at once, even when all is settled" do
    clock = {5_000, 1_700_000_005_000}
    answer = {:ok, %Answer{addresses: [@own], ttl: 30}}
    schedule = Schedule.answered(schedule(), {:a, @name}, answer, {0, 0}, 0.5)
    schedule = schedule |> Schedule.settle(true, {0, 0}) |> Schedule.hurry(clock)
    assert {at, {:a, @name}} = Schedule.next(schedule)
    assert at <= 5_000
  end

  test "while nothing is cached, a node that dials is a sign that DNS has news" do
    Random.each(500, fn ->
      {_, waiting} = Virtual.run(schedule(), Virtual.uncached([], 30), 5_000)
      assert Schedule.next(Schedule.news(waiting, {5_001, 0})) == {5_001, {:a, @name}}
    end)
  end

  test "as soon as nothing is known to be cached, no turn is taken" do
    Random.each(100, fn ->
      {looks, _} = Virtual.run(schedule(), Virtual.uncached([], 30), 20_000)
      assert [] == for({at, question, _} <- looks, at > 2_500, question != {:a, @name}, do: at)
    end)
  end

  test "behind a cache, or once settled, a node that dials changes nothing" do
    {_, cached} = Virtual.run(schedule(), Virtual.cached([], 5), 20_000)
    settled = Schedule.settle(schedule(), true, {0, 0})
    for schedule <- [cached, settled], do: assert(Schedule.news(schedule, {20_001, 0}) == schedule)
  end

  test "the next question is never further away than its slowest pause, whatever happens" do
    Random.each(200, fn ->
      Enum.reduce(1..60, {schedule(), 0}, fn _, {schedule, now} ->
        {at, question} = Schedule.next(schedule)
        now = max(now, at) + Random.integer(0..500)
        clock = {now, 1_700_000_000_000 + now + Random.one_of([0, 0, 3_600_000, -3_600_000])}
        schedule = Schedule.answered(schedule, question, result(), clock, :rand.uniform())
        schedule = Schedule.settle(schedule, Random.one_of([true, false]), clock)
        {next, _} = Schedule.next(schedule)

        # 115 percent of the poll interval, and for the service itself too, since the other names may be worth nothing.
        assert next - now <= 17_250
        assert schedule.service_at - now <= 17_250
        assert schedule.rotation.at == nil or schedule.rotation.at - now <= 60_000
        {schedule, now}
      end)
    end)
  end

  defp result do
    Random.one_of([
      {:ok, %Answer{addresses: Random.list(5, &Random.address/0), ttl: ttl()}},
      {:ok, %Answer{ttl: nil}},
      {:error, :nxdomain, ttl()},
      {:error, :timeout, nil}
    ])
  end

  defp ttl, do: Random.one_of([Random.integer(0..30), 3_600, 0x7FFFFFFF])
end
