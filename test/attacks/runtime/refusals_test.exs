Code.require_file("support/attack.exs", __DIR__)

defmodule BeamCluster.Attacks.RefusalsTest do
  @moduledoc "Connections that give invented names, and no cookie."
  use ExUnit.Case, async: true

  alias BeamCluster.{Attack, Facts}
  alias BeamCluster.Test.{Lines, Nodes, Random}

  @ip {127, 211, 9, 1}

  test "however many names are refused, the log has a few lines, and the node keeps a few names" do
    world = Nodes.world([@ip])
    node = Nodes.start(world, @ip)
    :ok = Nodes.call(node, Lines, :keep, [])

    Attack.each(fn -> for _ <- 1..20, do: handshake(world.port, name()) end)

    refusals =
      for {_at, line} <- Nodes.call(node, :ets, :tab2list, [Lines]), line =~ "refused", do: line

    # A slow machine may take more than a minute for what is said in each.
    assert length(refusals) in 10..40
    assert Enum.all?(refusals, &String.printable?/1) and not Enum.any?(refusals, &(&1 =~ "\e"))
    assert length(Nodes.call(node, Facts, :keys, [:refusal_logged])) <= 10
    assert Nodes.call(node, BeamCluster, :ready?, [])
  end

  defp name do
    before = Random.one_of(["rsolv_api", "a", "\e[2Jb", "line\nc", "#{:rand.uniform(1_000_000)}"])
    "#{before}@127.#{:rand.uniform(250)}.#{:rand.uniform(250)}.#{:rand.uniform(250)}"
  end

  # As the VM greets another, with an answer to its challenge that nobody could have made with the cookie.
  defp handshake(port, name) do
    {:ok, socket} = :gen_tcp.connect(@ip, port, [:binary, packet: 2, active: false])
    flags = elem(:erts_internal.get_dflags(), 1)
    greeting = <<?N, flags::64, 1::32, byte_size(name)::16, name::binary>>
    :ok = :gen_tcp.send(socket, greeting)

    with {:ok, "sok" <> _} <- :gen_tcp.recv(socket, 0, 5_000),
         {:ok, <<?N, _challenge::binary>>} <- :gen_tcp.recv(socket, 0, 5_000),
         :ok <- :gen_tcp.send(socket, <<?r, 1::32, :rand.bytes(16)::binary>>),
         do: :gen_tcp.recv(socket, 0, 5_000)

    :gen_tcp.close(socket)
  end
end
