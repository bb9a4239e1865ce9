defmodule BeamCluster.WireTest do
  use ExUnit.Case, async: true

  alias BeamCluster.Wire

  # A node of another version sends to these names: see the moduledoc.
  test "the names that other nodes send to are those of version 0.1.0" do
    assert for(process <- [:discovery, :membership, :round_trips], do: Wire.name(process)) ==
             [BeamCluster.Discovery, BeamCluster.Monitor, BeamCluster.Latency]
  end
end
