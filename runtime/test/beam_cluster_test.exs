defmodule BeamClusterTest do
  use ExUnit.Case, async: false

  alias BeamCluster.Facts

  # The facts outlive the runtime, and end with what started it, which here is the test.
  setup do
    on_exit(fn ->
      with pid when is_pid(pid) <- Facts.owner() do
        ref = Process.monitor(pid)
        assert_receive {:DOWN, ^ref, :process, ^pid, _ended}
      end
    end)
  end

  test "off never fails, whatever else it is given" do
    assert BeamCluster.start_link(mode: :test, pol_interval: 1) == :ignore
    assert BeamCluster.topologies(mode: :test, http_port: "no") == []
  end

  test "a wrong option raises, with every mistake" do
    assert_raise ArgumentError,
                 ~r/unknown option :pol_interval, did you mean :poll_interval\?\n.*:http_port/,
                 fn ->
                   BeamCluster.start_link(pol_interval: 1, http_port: "no")
                 end
  end

  test "a single node in development runs, says so and needs no distribution" do
    start_supervised!({BeamCluster, http_port: 0, http_ip: "127.0.0.1"})
    assert %{enabled: false, mode: :development, node_count: 1, problems: []} = BeamCluster.health()
    assert BeamCluster.ready?()
    assert BeamCluster.check() == :ok
    assert BeamCluster.drain() == :ok
    assert is_integer(BeamCluster.Http.Server.port())
  end

  test "production without distribution starts, and says what the manifest lacks" do
    start_supervised!(
      {BeamCluster,
       mode: :production, service: "api-headless", pod_ip: "10.0.1.5", handle_sigterm: false}
    )

    assert %{enabled: true, node_count: 1, problems: [problem]} = BeamCluster.health()

    assert problem =~
             "this node is not distributed; the container's env needs: {name: RELEASE_DISTRIBUTION"
  end

  test "is a supervisor to its parent, with or without options" do
    assert %{type: :supervisor, start: {BeamCluster, :start_link, [[]]}} =
             Supervisor.child_spec(BeamCluster, [])
  end
end
