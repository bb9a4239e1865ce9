defmodule BeamCluster.Discovery.DiagnosisTest do
  use ExUnit.Case, async: true

  alias BeamCluster.Discovery.Diagnosis

  @ip {127, 0, 0, 1}

  # A peer that answers the first message with these, and then waits for the end or closes.
  defp peer(answers, ending \\ :wait) do
    {:ok, listener} = :gen_tcp.listen(0, [:binary, ip: @ip, packet: 2, active: false])
    {:ok, port} = :inet.port(listener)

    start_supervised!(
      Supervisor.child_spec(
        {Task,
         fn ->
           {:ok, socket} = :gen_tcp.accept(listener)

           {:ok, <<"N", _flags::64, _creation::32, _size::16, _name::binary>>} =
             :gen_tcp.recv(socket, 0)

           Enum.each(answers, &(:ok = :gen_tcp.send(socket, &1)))
           if ending == :wait, do: :gen_tcp.recv(socket, 0), else: :gen_tcp.close(socket)
         end},
        id: port
      )
    )

    port
  end

  defp challenge(name), do: <<"N", 0::64, 1::32, 2::32, byte_size(name)::16, name::binary>>

  defp greet(port), do: Diagnosis.greet("api", @ip, port, 500)

  test "a peer that gives the name and refuses has another cookie" do
    assert greet(peer(["sok", challenge("api@127.0.0.1")])) == :cookie
  end

  test "a peer that gives another name has another base name" do
    assert greet(peer(["sok", challenge("shop@127.0.0.1")])) == {:base_name, "shop"}
  end

  test "a name that a log would obey is not passed on" do
    assert greet(peer(["sok", challenge("\e[2J@127.0.0.1")])) == nil
  end

  test "a peer that closes, or answers with an alert of TLS, wants TLS" do
    assert greet(peer([], :close)) == :wants_tls
    assert greet(peer([<<21, 3, 3, 0, 2, 2, 50>>])) == :wants_tls
  end

  test "a peer that hangs says nothing, and stays unexplained" do
    assert greet(peer([])) == nil
  end

  test "a peer that has registered since the dial is not absent" do
    assert Diagnosis.registered(<<4369::32, "name api at port 9100\n">>, "api") == nil
    names = "name shop at port 9101\nname api at port 9100\n"
    assert Diagnosis.registered(<<4369::32, names::binary>>, "api") == nil
  end

  test "a peer that is connected already, or that has something else to say, stays unexplained" do
    assert greet(peer(["salive"])) == nil
    assert greet(peer(["snot_allowed"])) == nil
    assert greet(peer(["sok", "rubbish"])) == nil
  end

  test "a port that does not open is shut" do
    {:ok, listener} = :gen_tcp.listen(0, ip: @ip)
    {:ok, port} = :inet.port(listener)
    :gen_tcp.close(listener)
    assert greet(port) == {:port, port}
  end

  test "what epmd lists tells another base name from no node" do
    answer = fn names ->
      <<4369::32, Enum.map_join(names, &"name #{&1} at port 9100\n")::binary>>
    end

    assert Diagnosis.registered(answer.(["shop"]), "api") == {:base_name, "shop"}
    assert Diagnosis.registered(answer.(["rem-1-api", "shop"]), "api") == {:base_name, "shop"}
    assert Diagnosis.registered(answer.(["rem-1-api"]), "api") == :no_node
    assert Diagnosis.registered(answer.([]), "api") == :no_node
    assert Diagnosis.registered(answer.(["\e[2J"]), "api") == nil
    assert Diagnosis.registered("", "api") == nil
  end
end
