defmodule BeamCluster.UnknownMessagesTest do
  use ExUnit.Case, async: false

  alias BeamCluster.{Config, Discovery, Drain, Facts, Http, Membership}
  alias BeamCluster.Membership.OnChange
  alias BeamCluster.Observe.RoundTrips

  setup do
    Facts.create()
    resolver = fn _question, _options -> {:error, :nxdomain, nil} end
    options = [resolver: resolver, on_change: {Kernel, :send, [self()]}, handle_sigterm: false]
    options = [http_port: 0, http_ip: "127.0.0.1"] ++ options
    env = %{"CLUSTER_SERVICE_NAME" => "api-headless", "POD_IP" => "127.0.0.1"}
    {:ok, config} = Config.load(options, env, %Config.Vm{node: :"api@127.0.0.1"})
    {:ok, config: config}
  end

  for child <- [OnChange, Drain, Membership, RoundTrips, Discovery, Http.Server] do
    test "#{inspect(child)} ignores what it does not know", %{config: config} do
      pid = start_supervised!({unquote(child), config})
      {:registered_name, name} = Process.info(pid, :registered_name)

      for unknown <- [:unknown, {:of_a_newer_version, %{}}, {:leaving, "text", -1}, [1 | 2]] do
        GenServer.cast(pid, unknown)
        send(pid, unknown)
        send(pid, {:"$gen_call", {self(), make_ref()}, unknown})
        send(pid, {:"$gen_call", :nobody, unknown})
      end

      assert :sys.get_state(pid)
      assert Process.whereis(name) == pid
    end
  end
end
